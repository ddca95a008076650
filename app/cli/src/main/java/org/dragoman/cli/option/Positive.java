package org.dragoman.cli.option;

import org.dragoman.runtime.DragomanException;

/** Checks numbers of the command line. */
public final class Positive {
  private Positive() {}

  /** Checks that a value is 1 or more, and returns it. */
  public static int check(String option, int value) {
    if (value < 1) {
      throw DragomanException.configuration(option + " must be at least 1, got " + value + ".");
    }
    return value;
  }
}
