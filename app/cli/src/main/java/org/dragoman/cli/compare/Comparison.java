package org.dragoman.cli.compare;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The data of the page, which its script reads as JSON.
 *
 * @param title of the page
 * @param resamples of the bootstrap that intervals and p-values come from
 * @param sortMetric the index of the metric by which segments are sorted at first
 * @param metrics the columns of the table of scores
 * @param source line by line; null where it is not known
 * @param reference line by line
 * @param systems the baseline first
 */
public record Comparison(
    String title,
    int resamples,
    int sortMetric,
    List<MetricColumn> metrics,
    @Nullable List<String> source,
    List<String> reference,
    List<SystemColumn> systems) {

  /**
   * A metric.
   *
   * @param name as in {@code chrF2}
   * @param higherIsBetter whether higher scores are better
   * @param signature how the scores were computed
   */
  public record MetricColumn(String name, boolean higherIsBetter, String signature) {}

  /**
   * A system.
   *
   * @param name a unique name
   * @param scores of the corpus, one for each metric
   * @param outputs line by line
   * @param sentenceScores for each metric the scores of the lines, with two decimals
   */
  public record SystemColumn(
      String name,
      List<CorpusScore> scores,
      List<String> outputs,
      List<List<Double>> sentenceScores) {}

  /**
   * A score of the whole corpus.
   *
   * @param value the score
   * @param mean of the resampled scores
   * @param halfWidth half the width of the 95 % confidence interval around the mean
   * @param pValue of the difference from the baseline; null for the baseline itself
   */
  public record CorpusScore(double value, double mean, double halfWidth, @Nullable Double pValue) {}
}
