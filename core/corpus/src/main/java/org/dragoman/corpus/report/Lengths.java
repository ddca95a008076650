package org.dragoman.corpus.report;

/**
 * How long the sentences of one side are.
 *
 * @param distribution of the lengths, those of empty sentences too
 * @param longestLine where the first of the longest ones stands; 0 where there is none
 */
public record Lengths(Distribution distribution, long longestLine) {

  /** Counts lengths as they come. */
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
