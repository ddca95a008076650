package org.dragoman.evaluation;

import java.util.List;

/**
 * The share of lines that equal their reference character for character: the measure of tasks with
 * one right answer.
 *
 * @param matches lines that are equal
 * @param lines lines compared, at least 1
 */
public record ExactMatch(long matches, long lines) {

  /**
   * Compares two files line by line.
   *
   * @throws IllegalArgumentException if the numbers of lines differ or are zero
   */
  public static ExactMatch corpus(List<String> hypotheses, List<String> references) {
    Segments.check(hypotheses.size(), references.size(), "the reference");
    long matches = 0;
    for (int i = 0; i < hypotheses.size(); i++) {
      if (hypotheses.get(i).equals(references.get(i))) {
        matches++;
      }
    }
    return new ExactMatch(matches, hypotheses.size());
  }

  /** Returns the share, 0 to 1. */
  public double fraction() {
    return (double) matches / lines;
  }

  /** One line: {@code Exact match = 95.12 % (9512 of 10000)}. */
  public String format() {
    return "Exact match = %s %% (%d of %d)"
        .formatted(Decimals.format(100 * fraction(), 2), matches, lines);
  }
}
