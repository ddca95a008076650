package org.dragoman.training.vocabulary;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.random.RandomGenerator;
import org.dragoman.spi.SubwordModel;
import org.jspecify.annotations.Nullable;

/**
 * How often each piece occurs in a text of which the words are counted.
 *
 * <p>Where the subword model samples in training, a piece occurs as often as in the text as it is
 * translated, or as in an epoch of sampled text on the average, whichever is more. So characters
 * and what merges make on the way are counted too, which a translation shows hardly any of, and
 * neither counts for less because of the other.
 */
final class PieceCounts {
  private static final long SEED = 1;
  private static final long MOST_SAMPLES = 64;

  private PieceCounts() {}

  /**
   * Counts.
   *
   * @param subword null where words are the pieces
   */
  static Map<String, Long> of(@Nullable SubwordModel subword, Map<String, Long> wordCounts) {
    if (subword == null) {
      return wordCounts;
    }
    Map<String, Long> counts = new HashMap<>();
    wordCounts.forEach(
        (word, count) ->
            subword.encode(List.of(word)).forEach(piece -> counts.merge(piece, count, Long::sum)));
    if (subword.isRandom()) {
      sampled(subword, wordCounts)
          .forEach((piece, count) -> counts.merge(piece, (long) Math.ceil(count), Long::max));
    }
    return counts;
  }

  /**
   * A word is sampled as often as it occurs, or, where that is often, for many occurrences each.
   */
  private static Map<String, Double> sampled(SubwordModel subword, Map<String, Long> wordCounts) {
    Map<String, Double> counts = new HashMap<>();
    RandomGenerator random = new SplittableRandom(SEED);
    // In the words' order, so that the same text gives the same pieces.
    new TreeMap<>(wordCounts)
        .forEach(
            (word, count) -> {
              long samples = Math.min(count, MOST_SAMPLES);
              for (long i = 0; i < samples; i++) {
                subword
                    .sample(List.of(word), random)
                    .forEach(piece -> counts.merge(piece, (double) count / samples, Double::sum));
              }
            });
    return counts;
  }
}
