package org.dragoman.training.loop;

import org.dragoman.training.config.TrainingConfig.Metric;
import org.dragoman.training.validation.BestValidation;
import org.jspecify.annotations.Nullable;

/** Remembers the best validation, and how many there were since. */
final class EarlyStopping {
  private final Metric metric;
  private final int patience;
  private @Nullable BestValidation best;
  private int badValidations;

  /**
   * Before the first validation.
   *
   * @param metric which validation is best
   * @param patience after how many validations without improvement training is over; 0 for never
   */
  EarlyStopping(Metric metric, int patience) {
    this.metric = metric;
    this.patience = patience;
  }

  /**
   * Takes a validation in.
   *
   * @return whether it is the best so far
   */
  boolean validated(BestValidation validation) {
    if (best == null || validation.isBetterThan(best, metric)) {
      best = validation;
      badValidations = 0;
      return true;
    }
    badValidations++;
    return false;
  }

  /** Whether training has not improved for too long. */
  boolean isOver() {
    return patience > 0 && badValidations >= patience;
  }

  /** The best validation; null before the first. */
  @Nullable BestValidation best() {
    return best;
  }

  /** Validations since the best. */
  int badValidations() {
    return badValidations;
  }

  void restore(@Nullable BestValidation savedBest, int savedBadValidations) {
    best = savedBest;
    badValidations = savedBadValidations;
  }
}
