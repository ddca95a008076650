package org.dragoman.evaluation;

/** Checks of a corpus that every metric makes. */
final class Segments {

  private Segments() {}

  /**
   * Refuses an empty corpus, and files of which one lacks a line: they are out of step from there
   * on, and a score of them would mean nothing.
   */
  static void check(int hypotheses, int references, String referenceName) {
    if (hypotheses != references) {
      throw new IllegalArgumentException(
          "The hypotheses have %d lines and %s has %d; both need one line for each segment"
              .formatted(hypotheses, referenceName, references));
    }
    if (hypotheses == 0) {
      throw new IllegalArgumentException(
          "There is nothing to score: hypotheses and references have no line");
    }
  }
}
