package org.dragoman.training.optimizer;

import org.dragoman.spi.Option;

/**
 * How the learning rate changes.
 *
 * @param type which schedule
 * @param warmup updates over which the rate rises from nothing
 * @param factor of a plateau
 * @param patience of a plateau: validations without improvement before the rate falls
 */
public record ScheduleConfig(
    @Option(value = "constant, inverse-sqrt or plateau.", defaultValue = "constant")
        ScheduleType type,
    @Option(value = "Updates over which the rate rises from nothing.", defaultValue = "0")
        int warmup,
    @Option(value = "Plateau: what the rate is multiplied by.", defaultValue = "0.5") double factor,
    @Option(
            value = "Plateau: validations without improvement before the rate falls.",
            defaultValue = "1")
        int patience) {
  /** Checks the numbers. */
  public ScheduleConfig {
    require(warmup >= 0, "warmup must be 0 or more, got " + warmup);
    require(
        type != ScheduleType.INVERSE_SQRT || warmup > 0,
        "inverse-sqrt needs a warmup of at least 1 update");
    require(factor > 0 && factor < 1, "factor must be between 0 and 1, got " + factor);
    require(patience >= 1, "patience must be at least 1, got " + patience);
  }

  /** The kinds of schedule. */
  public enum ScheduleType {
    /** Always the same. */
    CONSTANT,
    /** Rises for warmup updates, then falls with the inverse square root of the update. */
    INVERSE_SQRT,
    /** Multiplied by factor when validation has not improved for patience times. */
    PLATEAU
  }

  private static void require(boolean condition, String message) {
    if (!condition) {
      throw new IllegalArgumentException(message);
    }
  }
}
