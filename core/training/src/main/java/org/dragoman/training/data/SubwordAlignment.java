package org.dragoman.training.data;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;
import org.dragoman.runtime.file.SentencePair;
import org.dragoman.runtime.text.Pipelines;
import org.dragoman.runtime.text.Segmenter;

/**
 * Turns an alignment of words into one of pieces: all pieces of a word are linked to all pieces of
 * an aligned word.
 *
 * @param pipelines the text pipelines
 */
record SubwordAlignment(Pipelines pipelines) {
  private static final Pattern SPACES = Pattern.compile("\\s+");

  /**
   * Returns the links of a pair with an alignment, in the form of {@link
   * org.dragoman.training.batch.Pair}.
   *
   * @param source the pieces of its source
   * @param target the pieces of its target
   */
  int[] of(SentencePair pair, List<String> source, List<String> target) {
    String alignment = Objects.requireNonNull(pair.alignment());
    if (alignment.isEmpty()) {
      return new int[0];
    }
    int[] sourceWords = words(pipelines.source().segmenter(), pair.source(), source);
    int[] targetWords = words(pipelines.target().segmenter(), pair.target(), target);
    List<Integer> links = new ArrayList<>();
    for (String link : SPACES.split(alignment)) {
      int dash = link.indexOf('-');
      int from = Integer.parseInt(link.substring(0, dash));
      int to = Integer.parseInt(link.substring(dash + 1));
      for (int i = 0; i < sourceWords.length; i++) {
        for (int j = 0; j < targetWords.length; j++) {
          if (sourceWords[i] == from && targetWords[j] == to) {
            links.add(i);
            links.add(j);
          }
        }
      }
    }
    return links.stream().mapToInt(Integer::intValue).toArray();
  }

  /** Returns the word of each piece. */
  private static int[] words(Segmenter segmenter, String text, List<String> pieces) {
    int[] ofTokens = segmenter.spacedWords(text);
    int[] ends = segmenter.tokenEnds(pieces);
    int[] words = new int[pieces.size()];
    int token = 0;
    for (int i = 0; i < words.length; i++) {
      if (i > 0 && ends[i] != ends[i - 1]) {
        token++;
      }
      words[i] = ofTokens[Math.min(token, ofTokens.length - 1)];
    }
    return words;
  }
}
