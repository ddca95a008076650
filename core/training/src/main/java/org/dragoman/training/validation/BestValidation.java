package org.dragoman.training.validation;

import com.fasterxml.jackson.annotation.JsonProperty;
import org.dragoman.training.config.TrainingConfig.Metric;

/**
 * The numbers of the best validation so far, for checkpoints and the model card.
 *
 * @param update the update before the validation
 * @param perplexity on the dev set
 * @param quality the first measure on the dev set, such as BLEU
 * @param score that measure in full
 */
public record BestValidation(
    long update,
    double perplexity,
    // Checkpoints were of translators only at first.
    @JsonProperty("bleu") double quality,
    String score) {

  /** Returns the numbers of a validation. */
  public static BestValidation of(long update, Validation validation) {
    Measure quality = validation.quality();
    return new BestValidation(update, validation.perplexity(), quality.value(), quality.full());
  }

  /** Returns whether this is better than another by a metric; NaN is never better. */
  public boolean isBetterThan(BestValidation other, Metric metric) {
    return metric == Metric.PERPLEXITY
        ? perplexity < other.perplexity || isNumber(perplexity, other.perplexity)
        : quality > other.quality || isNumber(quality, other.quality);
  }

  private static boolean isNumber(double mine, double others) {
    return Double.isNaN(others) && !Double.isNaN(mine);
  }
}
