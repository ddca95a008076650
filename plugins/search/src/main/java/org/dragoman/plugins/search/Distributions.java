package org.dragoman.plugins.search;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import java.util.Arrays;

/** The whole distributions of a step in the JVM. */
final class Distributions {
  private final int vocabulary;
  private final float[] values;

  private Distributions(int vocabulary, float[] values) {
    this.vocabulary = vocabulary;
    this.values = values;
  }

  /**
   * Reads log-probabilities and leaves no array behind.
   *
   * @param logProbabilities {@code [rows, V]}
   */
  static Distributions of(NDArray logProbabilities) {
    try (NDManager scratch = logProbabilities.getManager().newSubManager()) {
      NDArray read = logProbabilities.toType(DataType.FLOAT32, true);
      read.attach(scratch);
      return new Distributions(
          Math.toIntExact(logProbabilities.getShape().get(1)), read.toFloatArray());
    }
  }

  /** The log-probabilities of a row. */
  float[] row(int row) {
    return Arrays.copyOfRange(values, row * vocabulary, (row + 1) * vocabulary);
  }
}
