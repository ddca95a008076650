package org.dragoman.cli.compare;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import org.dragoman.cli.compare.Comparison.CorpusScore;
import org.dragoman.cli.compare.Comparison.MetricColumn;
import org.dragoman.cli.compare.Comparison.SystemColumn;
import org.dragoman.cli.compare.TestSet.Lines;
import org.dragoman.evaluation.Metric;
import org.dragoman.evaluation.Statistics;
import org.dragoman.evaluation.significance.Interval;
import org.dragoman.evaluation.significance.PairedTest;
import org.dragoman.evaluation.significance.PairedTest.Outcome;
import org.jspecify.annotations.Nullable;

/**
 * Scores systems, tests their differences from the first by paired bootstrap resampling, and scores
 * every segment.
 *
 * @param title of the page
 * @param metrics at least one
 * @param sortMetric the index of the metric by which segments are sorted at first
 */
public record Comparer(String title, List<MetricPair> metrics, int sortMetric) {

  /**
   * A metric for corpora and for single segments, with the same statistics.
   *
   * @param corpus scores all segments at once
   * @param sentence scores one segment; BLEU with effective order
   */
  public record MetricPair(Metric corpus, Metric sentence) {}

  /**
   * Compares systems.
   *
   * @param test the texts that they translated
   * @param systems their names, each different, and outputs, the baseline first; as many lines as
   *     the test set has
   */
  public Comparison compare(TestSet test, List<Lines> systems) {
    PairedTest bootstrap = PairedTest.bootstrap();
    List<MetricColumn> columns = new ArrayList<>();
    List<List<CorpusScore>> scores = empty(systems.size());
    List<List<List<Double>>> sentences = empty(systems.size());
    for (MetricPair metric : metrics) {
      List<List<Statistics>> statistics =
          systems.parallelStream()
              .map(
                  system ->
                      metric.corpus().statistics(system.text(), List.of(test.reference().text())))
              .toList();
      List<Outcome> outcomes = bootstrap.compare(metric.corpus(), statistics);
      columns.add(column(metric.corpus(), outcomes.get(0)));
      for (int i = 0; i < systems.size(); i++) {
        scores.get(i).add(score(outcomes.get(i)));
        sentences.get(i).add(sentenceScores(metric.sentence(), statistics.get(i)));
      }
    }
    return new Comparison(
        title,
        bootstrap.samples(),
        sortMetric,
        columns,
        text(test.source()),
        test.reference().text(),
        IntStream.range(0, systems.size())
            .mapToObj(
                i ->
                    new SystemColumn(
                        systems.get(i).name(),
                        scores.get(i),
                        systems.get(i).text(),
                        sentences.get(i)))
            .toList());
  }

  private static <T> List<List<T>> empty(int size) {
    List<List<T>> lists = new ArrayList<>();
    for (int i = 0; i < size; i++) {
      lists.add(new ArrayList<>());
    }
    return lists;
  }

  private static MetricColumn column(Metric metric, Outcome outcome) {
    return new MetricColumn(
        metric.name(), metric.isHigherBetter(), outcome.score().signature().toString());
  }

  private static CorpusScore score(Outcome outcome) {
    Interval interval = Objects.requireNonNull(outcome.interval(), "a bootstrap has an interval");
    return new CorpusScore(
        outcome.score().value(), interval.mean(), interval.halfWidth(), outcome.pValue());
  }

  private static List<Double> sentenceScores(Metric metric, List<Statistics> segments) {
    return segments.stream()
        .map(segment -> Math.round(metric.score(segment).value() * 100) / 100.0)
        .toList();
  }

  private static @Nullable List<String> text(@Nullable Lines lines) {
    return lines == null ? null : lines.text();
  }
}
