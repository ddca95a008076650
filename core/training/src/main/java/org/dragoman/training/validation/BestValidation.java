package org.dragoman.training.validation;

import org.dragoman.training.config.TrainingConfig.Metric;

/**
 * The numbers of the best validation so far, for checkpoints and the model card.
 *
 * @param update the update before the validation
 * @param perplexity on the dev set
 * @param bleu on the dev set
 * @param score BLEU in full, with signature
 */
public record BestValidation(long update, double perplexity, double bleu, String score) {

  public static BestValidation of(long update, Validation validation) {
    return new BestValidation(
        update,
        validation.perplexity(),
        validation.bleu().value(),
        validation.bleu().formatWithSignature());
  }

  /** Returns whether this is better than another by a metric; NaN is never better. */
  public boolean isBetterThan(BestValidation other, Metric metric) {
    return switch (metric) {
      case BLEU -> bleu > other.bleu || isNumber(bleu, other.bleu);
      case PERPLEXITY -> perplexity < other.perplexity || isNumber(perplexity, other.perplexity);
    };
  }

  private static boolean isNumber(double mine, double others) {
    return Double.isNaN(others) && !Double.isNaN(mine);
  }
}
