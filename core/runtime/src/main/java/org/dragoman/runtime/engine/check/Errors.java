package org.dragoman.runtime.engine.check;

/**
 * The errors of the engine in one trial. An error is the greatest difference of a value, divided by
 * the greatest value of its array or by 1, whichever is more. It is infinite if a number is missing
 * or not finite.
 *
 * @param result the error of the result
 * @param gradient the error of the gradients of the inputs; 0 if they were not checked
 */
public record Errors(double result, double gradient) {
  /** Returns the error of some values. */
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
