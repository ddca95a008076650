package org.dragoman.training.optimizer;

import org.dragoman.training.optimizer.ScheduleConfig.ScheduleType;

/** The learning rate of each update: a base, a warm-up, and the schedule's own course. */
public final class LearningRate {
  private final ScheduleConfig config;
  private final double base;
  private double factor = 1;
  private int badValidations;

  public LearningRate(ScheduleConfig config, double base) {
    this.config = config;
    this.base = base;
  }

  /** The rate of an update, counted from 1. */
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

  /** How much of the updates of the fall are done. */
  private double fallen(long update) {
    return (double) (update - config.warmup()) / config.updates();
  }

  /**
   * Tells the schedule how a validation went.
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

  /** What a checkpoint keeps of it. */
  public record State(double factor, int badValidations) {}

  public State state() {
    return new State(factor, badValidations);
  }

  /** Goes on from a state; what a plateau did to the rate counts for no other schedule. */
  public void restore(State state) {
    if (config.type() != ScheduleType.PLATEAU) {
      return;
    }
    factor = state.factor();
    badValidations = state.badValidations();
  }
}
