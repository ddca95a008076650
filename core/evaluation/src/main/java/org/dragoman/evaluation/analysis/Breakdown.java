package org.dragoman.evaluation.analysis;

import java.util.ArrayList;
import java.util.List;
import java.util.function.IntToLongFunction;
import java.util.stream.IntStream;
import org.dragoman.evaluation.Metric;
import org.dragoman.evaluation.Score;
import org.dragoman.evaluation.Statistics;
import org.dragoman.evaluation.significance.Bootstrap;
import org.dragoman.evaluation.significance.Interval;

/**
 * The scores of the parts of a corpus. A number, such as the length, decides the part of each
 * segment.
 *
 * @param by the meaning of the number, for a reader
 * @param parts in rising order; parts without a segment are left out
 */
public record Breakdown(String by, List<Part> parts) {

  /**
   * A part of a corpus.
   *
   * @param label the numbers of its segments: {@code 11-20}
   * @param segments the number of segments, at least 1
   * @param score of these segments
   * @param interval the score's bootstrap confidence interval
   */
  public record Part(String label, int segments, Score score, Interval interval) {}

  /** Copies the list. */
  public Breakdown {
    parts = List.copyOf(parts);
  }

  /**
   * Scores the parts.
   *
   * @param statistics of {@code metric}, segment by segment
   * @param number of a segment, by its index; at least 0
   * @param ends the greatest number of each part except the last, rising
   */
  public static Breakdown of(
      String by,
      Metric metric,
      List<Statistics> statistics,
      IntToLongFunction number,
      long... ends) {
    List<Part> parts = new ArrayList<>();
    for (int i = 0; i <= ends.length; i++) {
      long first = i == 0 ? 0 : ends[i - 1] + 1;
      long last = i == ends.length ? Long.MAX_VALUE : ends[i];
      List<Statistics> within =
          IntStream.range(0, statistics.size())
              .filter(s -> number.applyAsLong(s) >= first && number.applyAsLong(s) <= last)
              .mapToObj(statistics::get)
              .toList();
      if (!within.isEmpty()) {
        parts.add(
            new Part(
                label(first, last),
                within.size(),
                metric.score(within),
                Bootstrap.defaults().interval(metric, within)));
      }
    }
    return new Breakdown(by, parts);
  }

  private static String label(long first, long last) {
    if (last == Long.MAX_VALUE) {
      return first + " or more";
    }
    if (first == last) {
      return Long.toString(first);
    }
    return first == 0 ? "up to " + last : first + "-" + last;
  }
}
