package org.dragoman.corpus.report;

import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.dragoman.runtime.text.Segmenter;
import org.dragoman.runtime.text.TextPipeline;
import org.dragoman.runtime.text.Vocabulary;

/**
 * How much of the sentences of one side is known.
 *
 * @param words tokens of the pipeline; known are those that stand in the training text
 * @param types words, each counted once
 * @param pieces of the subword model, or words where there is none; known are those of the
 *     vocabulary
 * @param unknown the words that are most frequent of those that are not known
 */
public record SideCoverage(Known words, Known types, Known pieces, List<Word> unknown) {

  /**
   * How many of some are known.
   *
   * @param known that many
   * @param all of them
   */
  public record Known(long known, long all) {
    /** From 0 to 1; 1 of nothing. */
    public double share() {
      return all == 0 ? 1 : (double) known / all;
    }
  }

  /**
   * A word.
   *
   * @param text as the pipeline has it
   * @param count how often it occurs
   */
  public record Word(String text, long count) {}

  /** Counts sentences as they come, and then looks through the training text. */
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

    /** Takes words of the training text for known. */
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
