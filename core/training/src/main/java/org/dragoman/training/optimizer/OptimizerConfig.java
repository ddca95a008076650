package org.dragoman.training.optimizer;

import org.dragoman.spi.Option;

/**
 * Adam's constants.
 *
 * @param learningRate before the schedule
 * @param beta1 decay of the mean
 * @param beta2 decay of the variance
 * @param epsilon added to the divisor
 */
public record OptimizerConfig(
    @Option(value = "Learning rate.", defaultValue = "0.001") double learningRate,
    @Option(value = "Decay of the mean of gradients.", defaultValue = "0.9") double beta1,
    @Option(value = "Decay of the mean of squared gradients.", defaultValue = "0.999") double beta2,
    @Option(value = "Added to the divisor.", defaultValue = "1e-8") double epsilon) {
  /** Checks the numbers. */
  public OptimizerConfig {
    require(learningRate > 0, "learning-rate must be above 0, got " + learningRate);
    require(beta1 >= 0 && beta1 < 1, "beta1 must be from 0 to below 1, got " + beta1);
    require(beta2 >= 0 && beta2 < 1, "beta2 must be from 0 to below 1, got " + beta2);
    require(epsilon > 0, "epsilon must be above 0, got " + epsilon);
  }

  private static void require(boolean condition, String message) {
    if (!condition) {
      throw new IllegalArgumentException(message);
    }
  }
}
