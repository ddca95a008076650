package org.dragoman.plugins.context;

import org.dragoman.spi.Option;

/**
 * Configuration of attention whose scores come from a hidden layer.
 *
 * @param size units of the hidden layer; 0 for the width of the query
 */
public record HiddenLayerConfig(
    @Option(value = "Units of the hidden layer; 0: as many as the decoder has.", defaultValue = "0")
        int size) {
  /** Checks the size. */
  public HiddenLayerConfig {
    requireSize(size);
  }

  long units(long querySize) {
    return units(size, querySize);
  }

  /** Refuses a number of units below 0. */
  static void requireSize(int size) {
    if (size < 0) {
      throw new IllegalArgumentException("size must be 0 or more, got " + size);
    }
  }

  /** Returns the configured number of units, or the width of the query if that is 0. */
  static long units(int size, long querySize) {
    return size == 0 ? querySize : size;
  }
}
