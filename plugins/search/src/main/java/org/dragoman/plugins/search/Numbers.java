package org.dragoman.plugins.search;

/** Checks of numbers in configurations. */
final class Numbers {
  private Numbers() {}

  /**
   * Checks a number.
   *
   * @param name the configuration key of the number
   * @throws IllegalArgumentException if it is less than {@code least}, infinite, or not a number
   */
  static void checkAtLeast(int least, double value, String name) {
    if (!(value >= least && value < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException(
          name + " must be a number of at least " + least + ", got " + value);
    }
  }
}
