package org.dragoman.cli.inspect;

import java.util.Collection;

/**
 * Statistics of the activity of units. Gates that are nearly always closed or open are saturated,
 * which shows what they are used for (Karpathy et al. 2016, "Visualizing and Understanding
 * Recurrent Networks", arXiv:1506.02078).
 *
 * @param size the mean of their magnitudes
 * @param closed the share of them below 0.1
 * @param open the share of them above 0.9
 * @param isGate whether all are between 0 and 1
 */
record Activity(double size, double closed, double open, boolean isGate) {
  static Activity of(Collection<Float> values) {
    double count = Math.max(1, values.size());
    return new Activity(
        values.stream().mapToDouble(Math::abs).sum() / count,
        values.stream().filter(value -> value < 0.1f).count() / count,
        values.stream().filter(value -> value > 0.9f).count() / count,
        values.stream().allMatch(value -> value >= 0 && value <= 1));
  }
}
