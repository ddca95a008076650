package org.dragoman.plugins.search;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import org.jspecify.annotations.Nullable;

/** The attention weights of a step, copied to the JVM. */
final class AttentionWeights {
  private final int positions;
  private final float[] values;

  private AttentionWeights(int positions, float[] values) {
    this.positions = positions;
    this.values = values;
  }

  /**
   * Copies the weights of a step. It frees every array that it makes.
   *
   * @param weights {@code [rows, S]}, or null if the model has none
   * @throws IllegalArgumentException if the model has none
   */
  static AttentionWeights of(@Nullable NDArray weights) {
    if (weights == null) {
      throw new IllegalArgumentException(
          "The search has a coverage-penalty, which needs attention weights, and the context"
              + " strategy of the model has none. Set coverage-penalty to 0.");
    }
    try (NDManager scratch = weights.getManager().newSubManager()) {
      NDArray read = weights.toType(DataType.FLOAT32, true);
      read.attach(scratch);
      return new AttentionWeights(Math.toIntExact(weights.getShape().get(1)), read.toFloatArray());
    }
  }

  /** The number of source positions, S. */
  int positions() {
    return positions;
  }

  /** The weight of a position in a row. */
  double weight(int row, int position) {
    return values[row * positions + position];
  }
}
