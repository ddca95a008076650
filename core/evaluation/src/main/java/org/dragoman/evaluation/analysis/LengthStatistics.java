package org.dragoman.evaluation.analysis;

import java.util.List;

/**
 * The lengths of translations and references, in words between white space.
 *
 * @param hypothesisWords of all translations
 * @param referenceWords of all references
 * @param emptyHypotheses translations without a word
 */
public record LengthStatistics(long hypothesisWords, long referenceWords, long emptyHypotheses) {

  /** Counts a corpus. */
  public static LengthStatistics of(List<String> hypotheses, List<String> references) {
    return new LengthStatistics(
        hypotheses.stream().mapToLong(LengthStatistics::words).sum(),
        references.stream().mapToLong(LengthStatistics::words).sum(),
        hypotheses.stream().filter(String::isBlank).count());
  }

  /**
   * Returns the length of the translations divided by that of the references; 0 if the references
   * have no words.
   */
  public double ratio() {
    return referenceWords == 0 ? 0 : (double) hypothesisWords / referenceWords;
  }

  /** Counts the words of a line. */
  public static int words(String line) {
    return line.isBlank() ? 0 : line.strip().split("\\s+").length;
  }
}
