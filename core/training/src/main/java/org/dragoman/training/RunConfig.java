package org.dragoman.training;

import org.dragoman.runtime.model.ModelConfig;
import org.dragoman.runtime.text.Languages;
import org.dragoman.runtime.text.TextConfig;
import org.dragoman.spi.ComponentKind;
import org.dragoman.spi.ComponentSpec;
import org.dragoman.spi.Kind;
import org.dragoman.spi.Option;
import org.jspecify.annotations.Nullable;

/**
 * The whole configuration of a training run: what a YAML file for {@code dragoman train} holds.
 *
 * @param name of the model
 * @param about a paragraph for the model card; null for none
 * @param languages of both sides; null where they are not said
 * @param data where the corpora are
 * @param text how text becomes ids
 * @param model the network
 * @param training how it is trained
 * @param search how the finished model translates
 */
public record RunConfig(
    @Option("Name of the model; also of its run folder.") String name,
    @Option(
            value =
                "A paragraph for the model card: what the data is, its licence and attribution.",
            defaultValue = "null")
        @Nullable String about,
    @Option(
            value = "The languages of both sides; null: not said. The bundle keeps them.",
            defaultValue = "null")
        @Nullable Languages languages,
    @Option("Where the corpora are.") DataConfig data,
    @Option("How text becomes ids.") TextConfig text,
    @Option(value = "The network.", defaultValue = "{}") ModelConfig model,
    @Option(value = "How it is trained.", defaultValue = "{}") TrainingConfig training,
    @Option(value = "How the finished model translates.", defaultValue = "beam")
        @Kind(ComponentKind.SEARCH)
        ComponentSpec search) {
  /** Checks the name, and that text and model fit. */
  public RunConfig {
    if (!name.matches("[A-Za-z0-9][A-Za-z0-9._-]*")) {
      throw new IllegalArgumentException(
          "name must be letters, digits, dots, hyphens and underscores, got '" + name + "'");
    }
    model.requireFit(text.isShared());
  }

  /**
   * Where the corpora are.
   *
   * @param train what the model learns from
   * @param dev what checkpoints are chosen on; null to hold a part of the training corpus out
   * @param holdOut how many pairs of the training corpus are held out where there is no dev
   * @param test what the finished model is scored on; null for nothing
   */
  public record DataConfig(
      @Option("What the model learns from.") Corpus train,
      @Option(
              value =
                  "What checkpoints are chosen on; null: pairs held out of the training corpus.",
              defaultValue = "null")
          @Nullable Corpus dev,
      @Option(
              value =
                  "How many pairs are held out where there is no dev. Pairs that share a sentence"
                      + " with them are left out of training.",
              defaultValue = "1000")
          int holdOut,
      @Option(value = "What the finished model is scored on.", defaultValue = "null")
          @Nullable Corpus test) {
    /** Checks the number. */
    public DataConfig {
      if (holdOut < 1) {
        throw new IllegalArgumentException("hold-out must be at least 1, got " + holdOut);
      }
    }
  }

  /**
   * A parallel corpus: two files, line n of one the translation of line n of the other.
   *
   * @param source path, from the working directory; .gz is unpacked
   * @param target path
   */
  public record Corpus(
      @Option("File of source sentences, one a line, plain or .gz.") String source,
      @Option("File of their translations, line for line.") String target) {}
}
