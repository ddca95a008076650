package org.dragoman.plugins.cells;

import ai.djl.ndarray.NDArray;
import ai.djl.nn.Parameter;
import ai.djl.nn.norm.LayerNorm;
import ai.djl.training.initializer.Initializer;

/**
 * The weights of a layer normalisation: a gain with initial value 1, and an offset with initial
 * value 0.
 */
record Norm(Parameter gain, Parameter offset) {
  private static final float EPSILON = 1e-5f;

  /** Adds the weights {@code NAME_gain} and {@code NAME_offset} of {@code [blocks*H]} to a cell. */
  static Norm of(BuiltInCell cell, String name, int blocks) {
    long width = blocks * cell.outputSize();
    return new Norm(
        cell.add(name + "_gain", Initializer.ONES, width),
        cell.add(name + "_offset", Initializer.ZEROS, width));
  }

  /** Fetches the weights for a batch. */
  Run open() {
    return new Run(gain.getArray(), offset.getArray());
  }

  /** A normalisation at work on one batch. */
  record Run(NDArray gain, NDArray offset) {
    /**
     * Normalises each row of {@code [B, N]} to mean 0 and variance 1, then scales and shifts it.
     */
    NDArray apply(NDArray x) {
      return LayerNorm.layerNorm(x, gain.getShape(), gain, offset, EPSILON).singletonOrThrow();
    }
  }
}
