package org.dragoman.spi;

import java.util.Arrays;

/**
 * The lengths of the sequences of a padded batch {@code [T, B, ...]}: column b holds real elements
 * up to its length, and padding after it.
 */
public final class Lengths {
  private final int[] lengths;
  private final int max;

  private Lengths(int[] lengths) {
    this.lengths = lengths;
    this.max = Arrays.stream(lengths).max().orElse(0);
  }

  /**
   * Creates the lengths of a batch.
   *
   * @param lengths one for each sequence, each at least 1
   * @throws IllegalArgumentException where there is none or one is below 1
   */
  public static Lengths of(int... lengths) {
    if (lengths.length == 0 || Arrays.stream(lengths).anyMatch(n -> n < 1)) {
      throw new IllegalArgumentException(
          "a batch needs at least one sequence, each at least one long, got "
              + Arrays.toString(lengths));
    }
    return new Lengths(lengths.clone());
  }

  /** The number of sequences, B. */
  public int batchSize() {
    return lengths.length;
  }

  /** The length of sequence b. */
  public int get(int b) {
    return lengths[b];
  }

  /** The longest length, T. */
  public int max() {
    return max;
  }

  /** The sum of all lengths: the number of real positions. */
  public int total() {
    return Arrays.stream(lengths).sum();
  }

  @Override
  public String toString() {
    return Arrays.toString(lengths);
  }
}
