package org.dragoman.corpus.report;

import java.util.Map;

/**
 * The length ratios: target characters per source character. Their logarithms are close to a normal
 * distribution, so mean and limits are computed from the logarithms. Pairs with an empty side have
 * no ratio.
 *
 * @param logarithms the natural logarithms of the ratios in thousandths, rounded
 */
public record LengthRatios(Distribution logarithms) {
  /**
   * A ratio is suspicious if it is more than this number of standard deviations away from the mean.
   */
  public static final int LIMIT = 4;

  /** Logarithms are multiplied by this and rounded. */
  public static final double SCALE = 1000;

  /** Returns the logarithm of a ratio in thousandths. */
  static int logarithm(int source, int target) {
    return (int) Math.round(SCALE * Math.log((double) target / source));
  }

  /** Returns the geometric mean of the ratios. */
  public double mean() {
    return Math.exp(logarithms.mean() / SCALE);
  }

  /** Returns the least ratio such that the given share of the ratios is not greater. */
  public double quantile(double share) {
    return Math.exp(logarithms.quantile(share) / SCALE);
  }

  /** Returns the least ratio that is not suspicious. */
  public double lowest() {
    return Math.exp((logarithms.mean() - distance()) / SCALE);
  }

  /** Returns the greatest ratio that is not suspicious. */
  public double highest() {
    return Math.exp((logarithms.mean() + distance()) / SCALE);
  }

  /** Returns the number of suspicious ratios. */
  public long suspicious() {
    return logarithms.counts().entrySet().stream()
        .filter(entry -> isSuspicious(entry.getKey()))
        .mapToLong(Map.Entry::getValue)
        .sum();
  }

  boolean isSuspicious(int logarithm) {
    return distanceOf(logarithm) > distance();
  }

  /** Returns the distance of a logarithm from the mean, in thousandths. */
  double distanceOf(int logarithm) {
    return Math.abs(logarithm - logarithms.mean());
  }

  private double distance() {
    return LIMIT * logarithms.standardDeviation();
  }
}
