package org.dragoman.evaluation.analysis;

import java.util.ArrayList;
import java.util.List;
import org.dragoman.evaluation.ExactMatch;
import org.dragoman.evaluation.Metric;
import org.dragoman.evaluation.Statistics;
import org.dragoman.evaluation.significance.Bootstrap;
import org.dragoman.evaluation.significance.PairedTest.Outcome;
import org.jspecify.annotations.Nullable;

/**
 * How good the translations of a test set are, as a whole and by parts.
 *
 * @param outcomes of the metrics, with bootstrap intervals
 * @param exactMatch of the translations
 * @param lengths of translations and references
 * @param breakdowns the first metric's score of parts of the set
 */
public record Evaluation(
    List<Outcome> outcomes,
    ExactMatch exactMatch,
    LengthStatistics lengths,
    List<Breakdown> breakdowns) {
  private static final long[] LENGTHS = {10, 20, 30, 40, 50};
  private static final long[] FREQUENCIES = {0, 1, 4, 9, 99, 999};
  private static final int POSITIONS = 4;

  /** Is told how far the scoring is. */
  public interface Progress {
    /** A metric begins with the first segment. */
    void begin(Metric metric);

    /** More segments were scored by it. */
    void done(long segments);
  }

  /** Copies the lists. */
  public Evaluation {
    outcomes = List.copyOf(outcomes);
    breakdowns = List.copyOf(breakdowns);
  }

  /**
   * Scores a set.
   *
   * @param set at least one segment
   * @param metrics at least one; the first is that of the parts
   * @param training how often words occur in the training text; null where it is not known
   * @throws IllegalArgumentException if the set has no segment
   */
  public static Evaluation of(
      TranslatedSet set,
      List<Metric> metrics,
      @Nullable WordFrequencies training,
      Progress progress) {
    List<Outcome> outcomes = new ArrayList<>();
    List<Breakdown> breakdowns = new ArrayList<>();
    for (Metric metric : metrics) {
      progress.begin(metric);
      List<Statistics> statistics =
          Segmentwise.statistics(
              metric, set.translations(), List.of(set.references()), progress::done);
      outcomes.add(
          new Outcome(
              metric.score(statistics), Bootstrap.defaults().interval(metric, statistics), null));
      if (breakdowns.isEmpty()) {
        breakdowns.addAll(breakdowns(metric, statistics, set.sources(), training));
      }
    }
    return new Evaluation(outcomes, set.exactMatch(), set.lengths(), breakdowns);
  }

  private static List<Breakdown> breakdowns(
      Metric metric,
      List<Statistics> statistics,
      List<String> sources,
      @Nullable WordFrequencies training) {
    List<Breakdown> breakdowns = new ArrayList<>();
    breakdowns.add(
        Breakdown.of(
            "words of the source",
            metric,
            statistics,
            i -> LengthStatistics.words(sources.get(i)),
            LENGTHS));
    long[] quarters = new long[POSITIONS - 1];
    for (int i = 0; i < quarters.length; i++) {
      quarters[i] = (long) (i + 1) * sources.size() / POSITIONS;
    }
    breakdowns.add(Breakdown.of("line of the file", metric, statistics, i -> i + 1L, quarters));
    if (training != null) {
      breakdowns.add(
          Breakdown.of(
              "occurrences of the source's rarest word in the training text",
              metric,
              statistics,
              i -> training.ofRarestWord(sources.get(i)),
              FREQUENCIES));
    }
    return breakdowns;
  }
}
