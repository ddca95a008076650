package org.dragoman.evaluation.comparison;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import org.dragoman.evaluation.Metric;
import org.dragoman.evaluation.Statistics;
import org.dragoman.evaluation.comparison.Comparison.CorpusScore;
import org.dragoman.evaluation.comparison.Comparison.MetricColumn;
import org.dragoman.evaluation.comparison.Comparison.SystemColumn;
import org.dragoman.evaluation.significance.Interval;
import org.dragoman.evaluation.significance.PairedTest;
import org.dragoman.evaluation.significance.PairedTest.Outcome;

/**
 * Scores systems, tests their differences from the first by paired bootstrap resampling, and scores
 * every segment.
 *
 * @param metrics at least one
 */
public record Comparer(List<MetricPair> metrics) {

  /**
   * A metric in two settings with the same statistics.
   *
   * @param corpus scores all segments at once
   * @param sentence scores one; of BLEU by effective order
   */
  public record MetricPair(Metric corpus, Metric sentence) {}

  /**
   * The translations of the test set by one system.
   *
   * @param name the name of the system; no other system has it
   * @param translations one per line of the test set
   */
  public record Output(String name, List<String> translations) {}

  /**
   * Compares systems.
   *
   * @param references what they should have made of the test set, line by line
   * @param systems with as many lines each, the baseline first
   * @throws IllegalArgumentException if the numbers of lines differ or are zero
   */
  public Comparison compare(List<String> references, List<Output> systems) {
    PairedTest bootstrap = PairedTest.bootstrap();
    List<MetricColumn> columns = new ArrayList<>();
    List<List<CorpusScore>> scores = empty(systems.size());
    List<List<List<Double>>> sentences = empty(systems.size());
    for (MetricPair metric : metrics) {
      List<List<Statistics>> statistics =
          systems.parallelStream()
              .map(system -> metric.corpus().statistics(system.translations(), List.of(references)))
              .toList();
      List<Outcome> outcomes = bootstrap.compare(metric.corpus(), statistics);
      columns.add(column(metric.corpus(), outcomes.get(0)));
      for (int i = 0; i < systems.size(); i++) {
        scores.get(i).add(score(outcomes.get(i)));
        sentences.get(i).add(sentenceScores(metric.sentence(), statistics.get(i)));
      }
    }
    return new Comparison(
        bootstrap.samples(),
        columns,
        IntStream.range(0, systems.size())
            .mapToObj(
                i ->
                    new SystemColumn(
                        systems.get(i).name(),
                        scores.get(i),
                        systems.get(i).translations(),
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
}
