package org.dragoman.corpus.report;

/**
 * The lengths of the sentences of one side, in one unit.
 *
 * @param distribution of the lengths, including those of empty sentences
 * @param longestLine the line of the first of the longest sentences; 0 if there are none
 */
public record Lengths(Distribution distribution, long longestLine) {

  /** Counts lengths one by one. */
  static final class Counter {
    private final Distribution distribution = new Distribution();
    private long longestLine;

    void add(int length, long line) {
      if (longestLine == 0 || length > distribution.max()) {
        longestLine = line;
      }
      distribution.add(length);
    }

    Lengths lengths() {
      return new Lengths(distribution, longestLine);
    }
  }
}
