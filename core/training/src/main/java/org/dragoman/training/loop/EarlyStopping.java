package org.dragoman.training.loop;

import org.dragoman.training.config.TrainingConfig.Metric;
import org.dragoman.training.validation.BestValidation;
import org.jspecify.annotations.Nullable;

/** Remembers the best validation, and counts the validations since. */
final class EarlyStopping {
  private final Metric metric;
  private final int patience;
  private @Nullable BestValidation best;
  private int badValidations;

  /**
   * Creates it before the first validation.
   *
   * @param metric decides which validation is best
   * @param patience the number of validations without improvement after which training ends; 0 for
   *     never
   */
  EarlyStopping(Metric metric, int patience) {
    this.metric = metric;
    this.patience = patience;
  }

  /**
   * Adds a validation.
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

  /** Returns whether there was no improvement for too long. */
  boolean isOver() {
    return patience > 0 && badValidations >= patience;
  }

  /** The best validation; null before the first. */
  @Nullable BestValidation best() {
    return best;
  }

  /** Returns the number of validations since the best. */
  int badValidations() {
    return badValidations;
  }

  void restore(@Nullable BestValidation savedBest, int savedBadValidations) {
    best = savedBest;
    badValidations = savedBadValidations;
  }
}
