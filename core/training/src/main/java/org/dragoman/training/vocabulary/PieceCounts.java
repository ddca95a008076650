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
 * Counts the pieces in a text whose words are counted.
 *
 * <p>If the subword model samples in training, a piece has two counts: in the text cut without
 * sampling, as translation does it, and the mean count in an epoch with sampling. The greater one
 * counts. So single characters and intermediate results of merges are counted, although they hardly
 * occur without sampling; and sampling does not lower the counts of the usual pieces.
 */
final class PieceCounts {
  private static final long SEED = 1;
  private static final long MOST_SAMPLES = 64;

  private PieceCounts() {}

  /**
   * Counts the pieces.
   *
   * @param subword null if the words are the pieces
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
   * Counts sampled pieces. A rare word is sampled once per occurrence; a frequent word is sampled
   * fewer times, and each sample counts for several occurrences.
   */
  private static Map<String, Double> sampled(SubwordModel subword, Map<String, Long> wordCounts) {
    Map<String, Double> counts = new HashMap<>();
    RandomGenerator random = new SplittableRandom(SEED);
    // In the order of the words, so that the same text gives the same pieces.
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
