package org.dragoman.corpus.report;

import java.util.Map;

/**
 * How many characters a target has for each of its source. The logarithm of this is what is near a
 * normal distribution, so that is what means and limits are taken of. Pairs with an empty side have
 * no ratio.
 *
 * @param logarithms natural ones, in thousandths, rounded
 */
public record LengthRatios(Distribution logarithms) {
  /** A ratio is suspicious that is more standard deviations away from the mean than this. */
  public static final int LIMIT = 4;

  /** How many parts of 1 the logarithms are counted in. */
  public static final double SCALE = 1000;

  /** The logarithm of a ratio in thousandths. */
  static int logarithm(int source, int target) {
    return (int) Math.round(SCALE * Math.log((double) target / source));
  }

  /** The geometric mean of the ratios. */
  public double mean() {
    return Math.exp(logarithms.mean() / SCALE);
  }

  /** The least ratio that a share of them does not exceed. */
  public double quantile(double share) {
    return Math.exp(logarithms.quantile(share) / SCALE);
  }

  /** A ratio below this is suspicious. */
  public double lowest() {
    return Math.exp((logarithms.mean() - distance()) / SCALE);
  }

  /** A ratio above this is suspicious. */
  public double highest() {
    return Math.exp((logarithms.mean() + distance()) / SCALE);
  }

  /** How many are suspicious. */
  public long suspicious() {
    return logarithms.counts().entrySet().stream()
        .filter(entry -> isSuspicious(entry.getKey()))
        .mapToLong(Map.Entry::getValue)
        .sum();
  }

  boolean isSuspicious(int logarithm) {
    return distanceOf(logarithm) > distance();
  }

  /** How far from the mean, in thousandths. */
  double distanceOf(int logarithm) {
    return Math.abs(logarithm - logarithms.mean());
  }

  private double distance() {
    return LIMIT * logarithms.standardDeviation();
  }
}
