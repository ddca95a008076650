package org.dragoman.training.backprop;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;

/** Seeds that follow from the engine's, and differ from batch to batch. */
final class Draws {
  private static final long RANGE = 1L << 31;

  private Draws() {}

  /** The next seed of the engine's random numbers. */
  static long seed(NDManager manager) {
    try (NDArray drawn = manager.randomInteger(0, RANGE, new Shape(1), DataType.INT64)) {
      return drawn.toLongArray()[0];
    }
  }
}
