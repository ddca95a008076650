package org.dragoman.evaluation.comparison;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Systems on one test set.
 *
 * @param resamples of the bootstrap that intervals and p-values come from
 * @param metrics that the systems were scored by
 * @param systems the baseline first
 */
public record Comparison(int resamples, List<MetricColumn> metrics, List<SystemColumn> systems) {

  /**
   * A metric.
   *
   * @param name as in {@code chrF2}
   * @param higherIsBetter whether a higher score is a better one
   * @param signature how the scores were computed
   */
  public record MetricColumn(String name, boolean higherIsBetter, String signature) {}

  /**
   * A system.
   *
   * @param name no other system's
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
