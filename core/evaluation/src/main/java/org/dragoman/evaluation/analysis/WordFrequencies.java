package org.dragoman.evaluation.analysis;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.dragoman.evaluation.BleuTokenizer;

/** How often each word occurs in a text, for example in the training text of a system. */
public final class WordFrequencies {
  private final Map<String, Integer> counts = new HashMap<>();

  /** Counts a text by the words of BLEU's tokenizer {@code 13a}. */
  public static WordFrequencies of(List<String> lines) {
    WordFrequencies frequencies = new WordFrequencies();
    for (String line : lines) {
      for (String word : BleuTokenizer.V13A.tokens(line)) {
        frequencies.counts.merge(word, 1, Integer::sum);
      }
    }
    return frequencies;
  }

  /** Returns the count of the rarest word of a line; 0 if a word is new or the line has none. */
  public int ofRarestWord(String line) {
    return BleuTokenizer.V13A.tokens(line).stream()
        .mapToInt(word -> counts.getOrDefault(word, 0))
        .min()
        .orElse(0);
  }
}
