package org.dragoman.evaluation.analysis;

import java.util.ArrayList;
import java.util.List;
import java.util.function.LongConsumer;
import org.dragoman.evaluation.Metric;
import org.dragoman.evaluation.Statistics;
import org.jspecify.annotations.Nullable;

/**
 * The statistics of a metric, some segments after the others, so that their progress can be told.
 */
public final class Segmentwise {
  private static final int STEP = 256;

  private Segmentwise() {}

  /**
   * As {@link Metric#statistics(List, List)}.
   *
   * @param progress is told how many segments were done
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
