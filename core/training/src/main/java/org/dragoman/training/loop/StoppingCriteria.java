package org.dragoman.training.loop;

import org.dragoman.training.config.TrainingConfig.StopConfig;

/**
 * How far a run is from its end.
 *
 * @param config the limits
 */
record StoppingCriteria(StopConfig config) {

  /**
   * The share of the nearest limit that is used up: 1 or more where training is done, 0 where there
   * is no limit.
   *
   * @param epochs done, with the share of the one under way
   * @param updates done
   * @param seconds of training
   */
  double done(double epochs, long updates, double seconds) {
    return Math.max(
        share(epochs, config.epochs()),
        Math.max(share(updates, config.updates()), share(seconds, 60 * config.minutes())));
  }

  private static double share(double used, double limit) {
    return limit > 0 ? used / limit : 0;
  }
}
