package org.dragoman.training.batch;

import org.dragoman.spi.Option;

/**
 * How sentence pairs are put into batches.
 *
 * @param by the unit of the size
 * @param size of a batch
 * @param pool the size, in batches, of a pool of shuffled pairs; pairs of similar length in a pool
 *     are put together
 */
public record BatchConfig(
    @Option(value = "Unit of the size: sentences or tokens.", defaultValue = "sentences")
        BatchUnit by,
    @Option(value = "Sentence pairs, or target tokens with padding.", defaultValue = "64") int size,
    @Option(
            value = "Number of batches of shuffled sentences that are sorted by length together.",
            defaultValue = "50")
        int pool) {
  /** Checks the numbers. */
  public BatchConfig {
    require(size >= 1, "size must be at least 1, got " + size);
    require(pool >= 1, "pool must be at least 1, got " + pool);
  }

  /** The unit of a batch's size. */
  public enum BatchUnit {
    /** Sentence pairs. */
    SENTENCES,
    /** Target pieces, including padding. */
    TOKENS
  }

  private static void require(boolean condition, String message) {
    if (!condition) {
      throw new IllegalArgumentException(message);
    }
  }
}
