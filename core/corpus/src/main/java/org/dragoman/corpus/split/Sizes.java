package org.dragoman.corpus.split;

/**
 * How many pairs are held out.
 *
 * @param dev for the choice of checkpoints
 * @param test for the score
 */
public record Sizes(int dev, int test) {
  /** Checks the numbers. */
  public Sizes {
    if (dev < 0 || test < 0 || dev + (long) test < 1) {
      throw new IllegalArgumentException(
          "dev and test must be 0 or more, and not both 0, got " + dev + " and " + test);
    }
  }

  long total() {
    return dev + (long) test;
  }
}
