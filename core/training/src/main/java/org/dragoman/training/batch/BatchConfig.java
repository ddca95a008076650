package org.dragoman.training.batch;

import org.dragoman.spi.Option;

/**
 * How sentences are put together.
 *
 * @param by what size counts
 * @param size of a batch
 * @param pool from how many batches' worth of shuffled sentences those of like length are taken
 */
public record BatchConfig(
    @Option(value = "What size counts: sentences or tokens.", defaultValue = "sentences")
        BatchUnit by,
    @Option(value = "Sentence pairs, or target tokens with padding.", defaultValue = "64") int size,
    @Option(
            value = "Batches' worth of shuffled sentences that are sorted by length together.",
            defaultValue = "50")
        int pool) {
  /** Checks the numbers. */
  public BatchConfig {
    require(size >= 1, "size must be at least 1, got " + size);
    require(pool >= 1, "pool must be at least 1, got " + pool);
  }

  /** What the size of a batch counts. */
  public enum BatchUnit {
    /** Sentence pairs. */
    SENTENCES,
    /** Target pieces, padding counted. */
    TOKENS
  }

  private static void require(boolean condition, String message) {
    if (!condition) {
      throw new IllegalArgumentException(message);
    }
  }
}
