package org.dragoman.training.optimizer;

import org.dragoman.spi.Option;

/**
 * An average of the weights over the updates.
 *
 * @param decay the share of the average that stays at each update; 0 for no average
 */
public record AverageConfig(
    @Option(
            value =
                "Exponential moving average of the weights: the share of it that stays at each update,"
                    + " such as 0.999. Validation and bundle take the average. 0: none.",
            defaultValue = "0.0")
        double decay) {
  /** Checks the number. */
  public AverageConfig {
    if (!(decay >= 0 && decay < 1)) {
      throw new IllegalArgumentException("decay must be from 0 to below 1, got " + decay);
    }
  }
}
