package org.dragoman.training.guard;

import org.dragoman.spi.Option;

/**
 * When a run counts as diverged, and what to do then.
 *
 * @param factor the run has diverged if the mean loss is above this many times the lowest; 0: never
 * @param margin added to that bound, in nats per token
 * @param rate the factor for the learning rate after a rollback
 * @param rollbacks the greatest number of rollbacks
 */
public record GuardConfig(
    @Option(
            value =
                "The run goes back to its last good checkpoint if the mean loss of the last updates"
                    + " is above this many times the lowest one, plus the margin. 0: never.",
            defaultValue = "1.5")
        double factor,
    @Option(value = "The margin, in nats per token.", defaultValue = "1.0") double margin,
    @Option(value = "Factor for the learning rate after going back.", defaultValue = "0.5")
        double rate,
    @Option(
            value = "Greatest number of times that a run goes back; after that it ends.",
            defaultValue = "3")
        int rollbacks) {
  /** Checks the numbers. */
  public GuardConfig {
    require(factor == 0 || factor >= 1, "factor must be at least 1, or 0 for never, got " + factor);
    require(margin >= 0, "margin must be 0 or more, got " + margin);
    require(rate > 0 && rate < 1, "rate must be between 0 and 1, got " + rate);
    require(rollbacks >= 0, "rollbacks must be 0 or more, got " + rollbacks);
  }

  private static void require(boolean condition, String message) {
    if (!condition) {
      throw new IllegalArgumentException(message);
    }
  }
}
