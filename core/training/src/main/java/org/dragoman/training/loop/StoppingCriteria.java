package org.dragoman.training.loop;

import org.dragoman.training.config.TrainingConfig.StopConfig;

/**
 * Computes how much of a run is done.
 *
 * @param config the limits
 */
record StoppingCriteria(StopConfig config) {

  /**
   * Returns the used share of the nearest limit: 1 or more if training is done, 0 if there is no
   * limit.
   *
   * @param epochs the number of epochs done, including the share of the current one
   * @param updates the number of updates done
   * @param seconds the time of training so far
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
