package org.dragoman.evaluation.significance;

import java.util.Arrays;
import org.dragoman.evaluation.Decimals;

/**
 * The middle 95 % of a score over resamples of its corpus.
 *
 * @param mean of the resampled scores
 * @param halfWidth half the distance between the ends of the interval
 */
public record Interval(double mean, double halfWidth) {
  private static final int TAIL = 40;

  /** Returns the interval as sacreBLEU prints it: {@code μ = 26.33 ± 0.65}. */
  public String format(int decimals) {
    return "μ = %s ± %s"
        .formatted(Decimals.format(mean, decimals), Decimals.format(halfWidth, decimals));
  }

  /** Returns the interval of the scores of all resamples. */
  static Interval of(double[] scores) {
    double[] sorted = scores.clone();
    Arrays.sort(sorted);
    int cut = sorted.length / TAIL;
    return new Interval(
        Arrays.stream(sorted).average().orElseThrow(),
        (sorted[sorted.length - 1 - cut] - sorted[cut]) / 2);
  }
}
