package org.dragoman.runtime.network;

import org.dragoman.spi.Option;

/**
 * How tokens become vectors.
 *
 * @param type learned vectors, or one-hot ones
 * @param size the width of a learned vector
 */
public record VectorsConfig(
    @Option(
            value =
                "learned: a vector for each token, which training changes. one-hot: a vector of"
                    + " zeros with a one at the token's id, as wide as the vocabulary.",
            defaultValue = "learned")
        Type type,
    @Option(value = "Width of a learned vector.", defaultValue = "256") int size) {

  /** Checks the size. */
  public VectorsConfig {
    if (size < 1) {
      throw new IllegalArgumentException("size must be at least 1, got " + size);
    }
  }

  /** The kinds of vectors. */
  public enum Type {
    /** A row of a matrix that training changes. */
    LEARNED,
    /** A row of the unit matrix. */
    ONE_HOT
  }

  /** Returns the width of a vector for a vocabulary of that size. */
  public long width(long vocabulary) {
    return type == Type.ONE_HOT ? vocabulary : size;
  }
}
