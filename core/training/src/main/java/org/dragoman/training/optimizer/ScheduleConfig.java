package org.dragoman.training.optimizer;

import org.dragoman.spi.Option;

/**
 * How the learning rate changes.
 *
 * @param type the schedule
 * @param warmup updates over which the rate rises from zero
 * @param factor of a plateau, and of an exponential decay
 * @param patience of a plateau: validations without improvement before the rate falls
 * @param updates of exponential and cosine: the number of updates of the fall
 * @param minimum of exponential and cosine: the least share of the rate
 */
public record ScheduleConfig(
    @Option(
            value = "constant, inverse-sqrt, plateau, exponential or cosine.",
            defaultValue = "constant")
        ScheduleType type,
    @Option(value = "Updates over which the rate rises from zero.", defaultValue = "0") int warmup,
    @Option(value = "plateau, exponential: factor of the rate.", defaultValue = "0.5")
        double factor,
    @Option(
            value = "plateau: validations without improvement before the rate falls.",
            defaultValue = "1")
        int patience,
    @Option(
            value =
                "exponential: updates in which the rate falls by the factor; cosine: updates in which"
                    + " it falls to the minimum (Loshchilov and Hutter 2017).",
            defaultValue = "10000")
        int updates,
    @Option(value = "exponential, cosine: the least share of the rate.", defaultValue = "0.0")
        double minimum) {
  /** Checks the numbers. */
  public ScheduleConfig {
    require(warmup >= 0, "warmup must be 0 or more, got " + warmup);
    require(
        type != ScheduleType.INVERSE_SQRT || warmup > 0,
        "inverse-sqrt needs a warmup of at least 1 update");
    require(factor > 0 && factor < 1, "factor must be between 0 and 1, got " + factor);
    require(patience >= 1, "patience must be at least 1, got " + patience);
    require(updates >= 1, "updates must be at least 1, got " + updates);
    require(minimum >= 0 && minimum <= 1, "minimum must be from 0 to 1, got " + minimum);
  }

  /** The kinds of schedule. */
  public enum ScheduleType {
    /** Always the same. */
    CONSTANT,
    /** Rises for warmup updates, then falls with the inverse square root of the update. */
    INVERSE_SQRT,
    /** Multiplied by factor after patience validations without improvement. */
    PLATEAU,
    /** Falls exponentially, by factor in each span of updates. */
    EXPONENTIAL,
    /** Falls along half a cosine to the minimum, and stays there. */
    COSINE
  }

  private static void require(boolean condition, String message) {
    if (!condition) {
      throw new IllegalArgumentException(message);
    }
  }
}
