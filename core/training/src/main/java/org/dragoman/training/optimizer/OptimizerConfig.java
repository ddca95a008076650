package org.dragoman.training.optimizer;

import org.dragoman.spi.Option;

/**
 * How the weights are updated by their gradients.
 *
 * @param type the optimizer
 * @param learningRate before the schedule
 * @param beta1 of Adam: decay of the mean
 * @param beta2 of Adam: decay of the variance
 * @param epsilon of Adam: added to the divisor
 * @param momentum of SGD
 * @param weightDecay of AdamW
 */
public record OptimizerConfig(
    @Option(
            value =
                "adam (Kingma and Ba 2015), adamw (Loshchilov and Hutter 2019), sgd, or adafactor"
                    + " (Shazeer and Stern 2018).",
            defaultValue = "adam")
        OptimizerType type,
    @Option(
            value =
                "Learning rate. Of adafactor it is relative to the root mean square of a weight.",
            defaultValue = "0.001")
        double learningRate,
    @Option(value = "adam, adamw: decay of the mean of gradients.", defaultValue = "0.9")
        double beta1,
    @Option(value = "adam, adamw: decay of the mean of squared gradients.", defaultValue = "0.999")
        double beta2,
    @Option(value = "adam, adamw: added to the divisor.", defaultValue = "1e-8") double epsilon,
    @Option(
            value = "sgd: the share of the last step that is added to the next.",
            defaultValue = "0.0")
        double momentum,
    @Option(
            value = "adamw: the share of a weight that decays each update, times the rate.",
            defaultValue = "0.01")
        double weightDecay) {
  /** Checks the numbers. */
  public OptimizerConfig {
    require(learningRate > 0, "learning-rate must be above 0, got " + learningRate);
    require(beta1 >= 0 && beta1 < 1, "beta1 must be from 0 to below 1, got " + beta1);
    require(beta2 >= 0 && beta2 < 1, "beta2 must be from 0 to below 1, got " + beta2);
    require(epsilon > 0, "epsilon must be above 0, got " + epsilon);
    require(momentum >= 0 && momentum < 1, "momentum must be from 0 to below 1, got " + momentum);
    require(weightDecay >= 0, "weight-decay must be 0 or more, got " + weightDecay);
    require(
        momentum == 0 || type == OptimizerType.SGD, "momentum is of type sgd only; adam has beta1");
  }

  /** The optimizers. */
  public enum OptimizerType {
    /** Adam. */
    ADAM,
    /** Adam with separate weight decay. */
    ADAMW,
    /** Stochastic gradient descent, with momentum or without. */
    SGD,
    /** Adafactor. */
    ADAFACTOR
  }

  private static void require(boolean condition, String message) {
    if (!condition) {
      throw new IllegalArgumentException(message);
    }
  }
}
