package org.dragoman.corpus.split;

/**
 * The sizes of the held-out sets, in pairs.
 *
 * @param dev pairs to choose checkpoints by
 * @param test pairs to score the finished model on
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
