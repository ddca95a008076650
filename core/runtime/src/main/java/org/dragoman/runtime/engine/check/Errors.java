package org.dragoman.runtime.engine.check;

/**
 * How far the engine was off in one trial: the greatest difference of a value, divided by the
 * greatest value of its array or by 1, whichever is more. Infinite where a number is missing or not
 * finite.
 *
 * @param result of what was computed
 * @param gradient of the gradients of what it was computed from; 0 where none was asked for
 */
public record Errors(double result, double gradient) {
  /** How far some values are off. */
  public static double of(double[] actual, double[] expected) {
    if (actual.length != expected.length) {
      return Double.POSITIVE_INFINITY;
    }
    double scale = 1;
    double error = 0;
    for (int i = 0; i < expected.length; i++) {
      scale = Math.max(scale, Math.abs(expected[i]));
      double difference = Math.abs(actual[i] - expected[i]);
      error = Math.max(error, Double.isNaN(difference) ? Double.POSITIVE_INFINITY : difference);
    }
    return error / scale;
  }
}
