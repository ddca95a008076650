package org.dragoman.training.optimizer;

import org.dragoman.training.optimizer.ScheduleConfig.ScheduleType;

/** The learning rate of each update: the base rate, times the warm-up, times the schedule. */
public final class LearningRate {
  private final ScheduleConfig config;
  private final double base;
  private double factor = 1;
  private int badValidations;

  public LearningRate(ScheduleConfig config, double base) {
    this.config = config;
    this.base = base;
  }

  /** Returns the rate of an update, counted from 1. */
  public double at(long update) {
    if (update < config.warmup()) {
      return base * factor * update / config.warmup();
    }
    return base
        * switch (config.type()) {
          case CONSTANT, PLATEAU -> factor;
          case INVERSE_SQRT -> Math.sqrt((double) config.warmup() / update);
          case EXPONENTIAL -> Math.max(config.minimum(), Math.pow(config.factor(), fallen(update)));
          case COSINE -> {
            double left = (1 + Math.cos(Math.PI * Math.min(1, fallen(update)))) / 2;
            yield config.minimum() + (1 - config.minimum()) * left;
          }
        };
  }

  /**
   * Returns the updates since the warm-up, as a share of those that the fall takes; may exceed 1.
   */
  private double fallen(long update) {
    return (double) (update - config.warmup()) / config.updates();
  }

  /**
   * Tells the schedule the outcome of a validation.
   *
   * @return whether the rate fell
   */
  public boolean validated(boolean improved) {
    if (config.type() != ScheduleType.PLATEAU) {
      return false;
    }
    badValidations = improved ? 0 : badValidations + 1;
    if (badValidations < config.patience()) {
      return false;
    }
    badValidations = 0;
    factor *= config.factor();
    return true;
  }

  /** The state that a checkpoint keeps. */
  public record State(double factor, int badValidations) {}

  public State state() {
    return new State(factor, badValidations);
  }

  /** Restores a state; the factor of a plateau is ignored by other schedules. */
  public void restore(State state) {
    if (config.type() != ScheduleType.PLATEAU) {
      return;
    }
    factor = state.factor();
    badValidations = state.badValidations();
  }
}
