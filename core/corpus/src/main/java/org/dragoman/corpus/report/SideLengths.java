package org.dragoman.corpus.report;

import org.dragoman.evaluation.analysis.LengthStatistics;

/**
 * How long the sentences of one side are, in two measures.
 *
 * @param words between white space; of a text without spaces there is one a sentence
 * @param characters as Unicode code points, white space included
 */
public record SideLengths(Lengths words, Lengths characters) {

  /** Counts sentences as they come. */
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
