package org.dragoman.training.run;

import java.util.Locale;
import org.dragoman.training.config.RunConfig;
import org.dragoman.training.validation.BestValidation;
import org.dragoman.training.validation.Scores;
import org.jspecify.annotations.Nullable;

/** Writes a bundle's model card from the configuration and the scores. */
final class ModelCard {
  private ModelCard() {}

  /**
   * Returns the card. It shortens paths to folder and file, because the rest only has a meaning on
   * the machine that trained.
   *
   * @param best validation, at which the weights were kept
   * @param test scores of the finished model; null while training goes on, or without a test set
   */
  static String of(RunConfig config, BestValidation best, @Nullable Scores test) {
    RunConfig.DataConfig data = config.data();
    StringBuilder card = new StringBuilder();
    card.append("# ").append(config.name()).append("\n\n");
    card.append("A recurrent encoder-decoder translator, trained with Dragoman.\n\n");
    if (config.about() != null) {
      card.append(config.about().strip()).append("\n\n");
    }
    card.append("| | |\n|---|---|\n");
    row(card, "trained on", data.trainName());
    row(
        card,
        "checkpoint chosen on",
        data.dev() == null
            ? data.holdOut() + " sentence pairs held out of the training corpus"
            : data.dev().shortName());
    row(
        card,
        "at that checkpoint",
        String.format(
            Locale.ROOT,
            "update %d, perplexity %.2f, %s",
            best.update(),
            best.perplexity(),
            best.score()));
    if (test != null && data.test() != null) {
      row(card, "scored on", data.test().shortName());
      row(card, "score", test.bleu().formatWithSignature());
      row(card, "exact match", test.exactMatch().format());
    }
    return card.toString();
  }

  private static void row(StringBuilder card, String name, String value) {
    // The bars in the signature would end a cell of the table.
    card.append("| ").append(name).append(" | ").append(value.replace("|", "\\|")).append(" |\n");
  }
}
