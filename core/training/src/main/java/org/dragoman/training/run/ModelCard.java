package org.dragoman.training.run;

import java.util.List;
import java.util.Locale;
import org.dragoman.training.config.RunConfig;
import org.dragoman.training.validation.BestValidation;
import org.dragoman.training.validation.Measure;

/** Writes a bundle's model card from the configuration and the scores. */
final class ModelCard {
  private ModelCard() {}

  /**
   * Returns the card. It shortens paths to folder and file, because the rest only has a meaning on
   * the machine that trained.
   *
   * @param best validation, at which the weights were kept
   * @param test scores of the finished model; empty while training goes on, or without a test set
   */
  static String of(RunConfig config, BestValidation best, List<Measure> test) {
    RunConfig.DataConfig data = config.data();
    StringBuilder card = new StringBuilder();
    card.append("# ").append(config.name()).append("\n\n");
    card.append("A recurrent ")
        .append(
            config.model().isParallel() ? "encoder-decoder translator" : config.model().inWords())
        .append(", trained with Dragoman.\n\n");
    if (config.about() != null) {
      card.append(config.about().strip()).append("\n\n");
    }
    card.append("| | |\n|---|---|\n");
    row(card, "trained on", data.trainName());
    row(
        card,
        "checkpoint chosen on",
        data.dev() == null
            ? data.holdOut()
                + (config.model().isParallel() ? " sentence pairs" : " examples")
                + " held out of the training corpus"
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
    if (!test.isEmpty() && data.test() != null) {
      row(card, "scored on", data.test().shortName());
      row(card, "score", test.get(0).full());
      test.subList(1, test.size()).forEach(measure -> row(card, words(measure), measure.full()));
    }
    return card.toString();
  }

  /** {@code exactMatch} becomes {@code exact match}. */
  private static String words(Measure measure) {
    return measure.key().replaceAll("([A-Z])", " $1").toLowerCase(Locale.ROOT);
  }

  private static void row(StringBuilder card, String name, String value) {
    // The bars in the signature would end a cell of the table.
    card.append("| ").append(name).append(" | ").append(value.replace("|", "\\|")).append(" |\n");
  }
}
