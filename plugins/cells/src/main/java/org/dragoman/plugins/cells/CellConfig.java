package org.dragoman.plugins.cells;

import org.dragoman.spi.Option;

/**
 * Configuration of a cell.
 *
 * @param size hidden units
 */
public record CellConfig(@Option(value = "Hidden units.", defaultValue = "512") int size) {
  private static final int MAX = 65_536;

  /** Checks the size. */
  public CellConfig {
    if (size < 1 || size > MAX) {
      throw new IllegalArgumentException("size must be from 1 to " + MAX + ", got " + size);
    }
  }
}
