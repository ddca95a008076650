package org.dragoman.training;

import java.util.Locale;
import org.dragoman.evaluation.BleuScore;
import org.jspecify.annotations.Nullable;

/** Writes a bundle's model card from what the run knows. */
final class ModelCard {
  private ModelCard() {}

  /**
   * The card.
   *
   * @param validation at which the weights were kept
   * @param test score of the finished model; null while training goes on, or without a test set
   */
  static String of(RunConfig config, Validation validation, @Nullable BleuScore test) {
    RunConfig.DataConfig data = config.data();
    StringBuilder card = new StringBuilder();
    card.append("# ").append(config.name()).append("\n\n");
    card.append("A recurrent encoder-decoder translator, trained with Dragoman.\n\n");
    card.append("| | |\n|---|---|\n");
    row(card, "trained on", data.train().source() + ", " + data.train().target());
    row(
        card,
        "checkpoint chosen on",
        data.dev() == null
            ? data.holdOut() + " sentence pairs held out of the training corpus"
            : data.dev().source() + ", " + data.dev().target());
    row(
        card,
        "at that checkpoint",
        String.format(
            Locale.ROOT,
            "perplexity %.2f, %s",
            validation.perplexity(),
            validation.bleu().formatWithSignature()));
    if (test != null && data.test() != null) {
      row(card, "scored on", data.test().source() + ", " + data.test().target());
      row(card, "score", test.formatWithSignature());
    }
    return card.toString();
  }

  private static void row(StringBuilder card, String name, String value) {
    // The signature's bars would end a table's cell.
    card.append("| ").append(name).append(" | ").append(value.replace("|", "\\|")).append(" |\n");
  }
}
