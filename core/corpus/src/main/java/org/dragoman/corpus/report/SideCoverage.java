package org.dragoman.corpus.report;

import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.dragoman.runtime.text.Segmenter;
import org.dragoman.runtime.text.TextPipeline;
import org.dragoman.runtime.text.Vocabulary;

/**
 * How many words and subwords of one side are known from training.
 *
 * @param words the tokens; known are those that occur in the training text
 * @param types the different words; each is counted once
 * @param pieces the pieces of the subword model, or the words if there is none; known are those in
 *     the vocabulary
 * @param unknown the most frequent unknown words
 */
public record SideCoverage(Known words, Known types, Known pieces, List<Word> unknown) {

  /**
   * A number of known items out of all.
   *
   * @param known the number of known items
   * @param all the number of all items
   */
  public record Known(long known, long all) {
    /** Returns the known share, from 0 to 1; 1 if there are no items. */
    public double share() {
      return all == 0 ? 1 : (double) known / all;
    }
  }

  /**
   * A word.
   *
   * @param text the token as the text pipeline cuts it
   * @param count the number of its occurrences
   */
  public record Word(String text, long count) {}

  /** Counts first the sentences of the side, then looks for their words in the training text. */
  static final class Counter {
    private final TextPipeline pipeline;
    private final Map<String, Occurrences> words = new HashMap<>();
    private long pieces;
    private long knownPieces;

    private static final class Occurrences {
      private long count;
      private boolean isKnown;
    }

    Counter(TextPipeline pipeline) {
      this.pipeline = pipeline;
    }

    void add(String sentence) {
      Segmenter segmenter = pipeline.segmenter();
      segmenter
          .tokens(sentence)
          .forEach(word -> words.computeIfAbsent(word, any -> new Occurrences()).count++);
      for (String piece : segmenter.pieces(sentence)) {
        pieces++;
        knownPieces += pipeline.vocabulary().id(piece) == Vocabulary.UNK ? 0 : 1;
      }
    }

    /** Marks words of the training text as known. */
    void know(List<String> training) {
      for (String word : training) {
        Occurrences occurrences = words.get(word);
        if (occurrences != null) {
          occurrences.isKnown = true;
        }
      }
    }

    SideCoverage coverage(int mostUnknown) {
      long known = 0;
      long knownTypes = 0;
      long all = 0;
      for (Occurrences occurrences : words.values()) {
        all += occurrences.count;
        known += occurrences.isKnown ? occurrences.count : 0;
        knownTypes += occurrences.isKnown ? 1 : 0;
      }
      return new SideCoverage(
          new Known(known, all),
          new Known(knownTypes, words.size()),
          new Known(knownPieces, pieces),
          unknown(mostUnknown));
    }

    private List<Word> unknown(int most) {
      return words.entrySet().stream()
          .filter(entry -> !entry.getValue().isKnown)
          .map(entry -> new Word(entry.getKey(), entry.getValue().count))
          .sorted(Comparator.comparingLong((Word word) -> -word.count()).thenComparing(Word::text))
          .limit(most)
          .toList();
    }
  }
}
