package org.dragoman.cli;

import org.dragoman.runtime.DragomanException;

/** Checks numbers of the command line. */
final class Positive {
  private Positive() {}

  /** The value, which must be 1 or more. */
  static int check(String option, int value) {
    if (value < 1) {
      throw DragomanException.configuration(option + " must be at least 1, got " + value + ".");
    }
    return value;
  }
}
