package org.dragoman.plugins.cells;

/** Checks the sizes in configurations. */
final class Sizes {
  private static final int MAX = 65_536;

  private Sizes() {}

  static void check(int size) {
    if (size < 1 || size > MAX) {
      throw new IllegalArgumentException("size must be from 1 to " + MAX + ", got " + size);
    }
  }
}
