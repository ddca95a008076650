package org.dragoman.training.backprop;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;

/** Draws seeds from the engine's random numbers, so that they differ from batch to batch. */
final class Draws {
  private static final long RANGE = 1L << 31;

  private Draws() {}

  /** Draws the next seed. */
  static long seed(NDManager manager) {
    try (NDArray drawn = manager.randomInteger(0, RANGE, new Shape(1), DataType.INT64)) {
      return drawn.toLongArray()[0];
    }
  }
}
