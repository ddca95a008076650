package org.dragoman.plugins.tokenizers.subword;

import org.dragoman.spi.Option;

/**
 * How byte pair encoding is learned.
 *
 * @param merges the greatest number of merges
 * @param minFrequency what a pair must occur to be merged
 */
public record BpeConfig(
    @Option(value = "The greatest number of merges to learn.", defaultValue = "8000") int merges,
    @Option(value = "Learning ends when no pair of symbols occurs this often.", defaultValue = "2")
        int minFrequency) {

  /** Checks the numbers. */
  public BpeConfig {
    if (merges < 1) {
      throw new IllegalArgumentException("merges must be at least 1, got " + merges);
    }
    if (minFrequency < 1) {
      throw new IllegalArgumentException("min-frequency must be at least 1, got " + minFrequency);
    }
  }
}
