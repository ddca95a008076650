package org.dragoman.training;

import org.dragoman.runtime.model.ModelConfig;
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
 * @param data where the corpora are
 * @param text how text becomes ids
 * @param model the network
 * @param training how it is trained
 * @param search how the finished model translates
 */
public record RunConfig(
    @Option("Name of the model; also of its run folder.") String name,
    @Option("Where the corpora are.") DataConfig data,
    @Option("How text becomes ids.") TextConfig text,
    @Option(value = "The network.", defaultValue = "{}") ModelConfig model,
    @Option(value = "How it is trained.", defaultValue = "{}") TrainingConfig training,
    @Option(value = "How the finished model translates.", defaultValue = "beam")
        @Kind(ComponentKind.SEARCH)
        ComponentSpec search) {
  /** Checks the name. */
  public RunConfig {
    if (!name.matches("[A-Za-z0-9][A-Za-z0-9._-]*")) {
      throw new IllegalArgumentException(
          "name must be letters, digits, dots, hyphens and underscores, got '" + name + "'");
    }
  }

  /**
   * Where the corpora are.
   *
   * @param train what the model learns from
   * @param dev what checkpoints are chosen on
   * @param test what the finished model is scored on; null for nothing
   */
  public record DataConfig(
      @Option("What the model learns from.") Corpus train,
      @Option("What checkpoints are chosen on.") Corpus dev,
      @Option(value = "What the finished model is scored on.", defaultValue = "null")
          @Nullable Corpus test) {}

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
