package org.dragoman.evaluation.analysis;

import java.util.ArrayList;
import java.util.List;
import java.util.function.LongConsumer;
import org.dragoman.evaluation.Metric;
import org.dragoman.evaluation.Statistics;
import org.jspecify.annotations.Nullable;

/** Computes the statistics of a metric in groups of segments, to report progress. */
public final class Segmentwise {
  private static final int STEP = 256;

  private Segmentwise() {}

  /**
   * Does the same as {@link Metric#statistics(List, List)}.
   *
   * @param progress is told the number of finished segments
   */
  public static List<Statistics> statistics(
      Metric metric,
      List<String> hypotheses,
      List<? extends List<? extends @Nullable String>> references,
      LongConsumer progress) {
    List<Statistics> statistics = new ArrayList<>(hypotheses.size());
    for (int from = 0; from < hypotheses.size(); from += STEP) {
      int first = from;
      int to = Math.min(hypotheses.size(), from + STEP);
      List<? extends List<? extends @Nullable String>> part =
          references.stream().map(stream -> stream.subList(first, to)).toList();
      statistics.addAll(metric.statistics(hypotheses.subList(from, to), part));
      progress.accept(to - from);
    }
    return statistics;
  }
}
