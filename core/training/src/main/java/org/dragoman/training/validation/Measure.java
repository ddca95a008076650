package org.dragoman.training.validation;

import org.dragoman.evaluation.BleuScore;
import org.dragoman.evaluation.ExactMatch;
import org.jspecify.annotations.Nullable;

/**
 * One figure of how good a model is.
 *
 * @param key its name in the metrics file, such as {@code bleu} or {@code exactMatch}
 * @param value as the metrics file has it
 * @param brief for a line of the log
 * @param full for manifest and model card, with all that is needed to compute it again
 * @param signature the settings of the metric; null if there are none
 */
public record Measure(
    String key, double value, String brief, String full, @Nullable String signature) {

  /** Creates a measure without settings. */
  public static Measure of(String key, double value, String text) {
    return new Measure(key, value, text, text, null);
  }

  /** Returns BLEU as a measure. */
  static Measure of(BleuScore bleu) {
    return new Measure(
        "bleu",
        bleu.value(),
        bleu.format(),
        bleu.formatWithSignature(),
        bleu.signature().toString());
  }

  /** Returns the share of exact matches as a measure. */
  static Measure of(ExactMatch match) {
    return of("exactMatch", match.fraction(), match.format());
  }
}
