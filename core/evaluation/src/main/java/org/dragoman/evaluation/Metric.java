package org.dragoman.evaluation;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Scores translations against references. Both are raw text as a reader gets it: a metric has its
 * own tokenizer. The score is a function of {@link Statistics}, and the statistics of a corpus are
 * the sum of those of its segments. So a corpus that arrives in pieces, or a random resample of
 * one, is scored by adding up.
 *
 * <p>Implementations are immutable, and safe to use from many threads.
 */
public interface Metric {

  /**
   * Returns the name before a score, as in sacreBLEU: {@code BLEU}, {@code chrF2++}, {@code TER}.
   */
  String name();

  /** Returns whether higher scores are better. */
  boolean isHigherBetter();

  /** Returns the statistics of no segments: where a sum starts. */
  Statistics zero();

  /**
   * Computes the statistics of one segment.
   *
   * @param references at least one; an empty line counts as a reference
   * @throws IllegalArgumentException if there is no reference
   */
  Statistics statistics(String hypothesis, List<String> references);

  /**
   * Computes the score from statistics of this metric, or from their sum.
   *
   * @throws IllegalArgumentException if they come from a metric with other options
   */
  Score score(Statistics statistics);

  /** Computes the score of all segments together from the statistics of each. */
  default Score score(List<Statistics> segments) {
    return score(segments.stream().reduce(zero(), Statistics::plus));
  }

  /**
   * Scores a corpus; for arguments and exceptions see {@link #statistics(List, List)}.
   *
   * @param hypotheses one line a segment
   */
  default Score corpus(
      List<String> hypotheses, List<? extends List<? extends @Nullable String>> referenceStreams) {
    return score(statistics(hypotheses, referenceStreams));
  }

  /**
   * Scores one sentence.
   *
   * @throws IllegalArgumentException if there is no reference
   */
  default Score sentence(String hypothesis, List<String> references) {
    return score(statistics(hypothesis, references));
  }

  /**
   * Computes the statistics of a corpus, segment by segment.
   *
   * @param hypotheses one line a segment
   * @param referenceStreams each with one line per segment; if a segment has fewer references than
   *     others, null stands for a missing one
   * @throws IllegalArgumentException if the numbers of lines differ or are zero, or a segment has
   *     no reference
   */
  default List<Statistics> statistics(
      List<String> hypotheses, List<? extends List<? extends @Nullable String>> referenceStreams) {
    List<List<String>> references = Segments.references(hypotheses.size(), referenceStreams);
    List<Statistics> statistics = new ArrayList<>(hypotheses.size());
    for (int i = 0; i < hypotheses.size(); i++) {
      statistics.add(statistics(hypotheses.get(i), references.get(i)));
    }
    return statistics;
  }
}
