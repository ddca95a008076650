package org.dragoman.plugins.cells;

import org.dragoman.spi.Option;

/**
 * Configuration of a cell without a recurrence.
 *
 * @param size hidden units
 */
public record SizeConfig(@Option(value = "Hidden units.", defaultValue = "512") int size) {
  private static final int MAX = 65_536;

  /** Checks the size. */
  public SizeConfig {
    requireSize(size);
  }

  static void requireSize(int size) {
    if (size < 1 || size > MAX) {
      throw new IllegalArgumentException("size must be from 1 to " + MAX + ", got " + size);
    }
  }
}
