package org.dragoman.corpus.report;

import org.dragoman.evaluation.analysis.LengthStatistics;

/**
 * The lengths of the sentences of one side, in words and in characters.
 *
 * @param words in words between white space; a sentence without spaces is one word
 * @param characters in Unicode code points, including white space
 */
public record SideLengths(Lengths words, Lengths characters) {

  /** Counts sentences one by one. */
  static final class Counter {
    private final Lengths.Counter words = new Lengths.Counter();
    private final Lengths.Counter characters = new Lengths.Counter();

    void add(String sentence, int length, long line) {
      words.add(LengthStatistics.words(sentence), line);
      characters.add(length, line);
    }

    SideLengths lengths() {
      return new SideLengths(words.lengths(), characters.lengths());
    }
  }
}
