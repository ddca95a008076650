package org.dragoman.evaluation;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A measure of translations against references, both raw text as a reader gets it: a metric has its
 * own tokenizer. Its score is a function of {@link Statistics} that add up over segments. So a
 * corpus that arrives in pieces, or one drawn at random from another, is scored by adding up.
 *
 * <p>Implementations are immutable, and safe to use from many threads.
 */
public interface Metric {

  /** The name before a score, sacreBLEU's: {@code BLEU}, {@code chrF2++}, {@code TER}. */
  String name();

  /** Whether a higher score is a better one. */
  boolean isHigherBetter();

  /** The statistics of no segment. */
  Statistics zero();

  /**
   * The statistics of one segment.
   *
   * @param references at least one; an empty line counts as a reference
   * @throws IllegalArgumentException if there is no reference
   */
  Statistics statistics(String hypothesis, List<String> references);

  /**
   * The score of statistics that this metric made, or of their sum.
   *
   * @throws IllegalArgumentException if they are of a metric of other options
   */
  Score score(Statistics statistics);

  /** The score of segments together, from the statistics of each. */
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
   * The statistics of a corpus, segment by segment.
   *
   * @param hypotheses one line a segment
   * @param referenceStreams each with one line a segment; where a segment has fewer references than
   *     others, null stands for the missing one
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
