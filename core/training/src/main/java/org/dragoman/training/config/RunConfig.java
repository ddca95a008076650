package org.dragoman.training.config;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.dragoman.corpus.Corpus;
import org.dragoman.corpus.Filters;
import org.dragoman.runtime.model.ModelConfig;
import org.dragoman.runtime.text.Languages;
import org.dragoman.runtime.text.TextConfig;
import org.dragoman.spi.ComponentKind;
import org.dragoman.spi.ComponentSpec;
import org.dragoman.spi.Kind;
import org.dragoman.spi.Option;
import org.dragoman.training.batch.BatchConfig.BatchUnit;
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
    data.filters().requireFit(languages);
    if (training.loss().guidedAlignment() > 0
        && data.train().stream().allMatch(corpus -> corpus.alignment() == null)) {
      throw new IllegalArgumentException(
          "training.loss.guided-alignment needs data.train.alignment, a file in Pharaoh's form");
    }
    if (model.encoder().carryState()) {
      require(
          data.dev() != null,
          "model.encoder.carry-state reads documents, and pairs that are held out of them are none;"
              + " give data.dev");
      require(
          training.batch().by() == BatchUnit.SENTENCES,
          "model.encoder.carry-state reads as many documents side by side as training.batch.size"
              + " says; set training.batch.by to sentences");
    }
  }

  private static void require(boolean condition, String message) {
    if (!condition) {
      throw new IllegalArgumentException(message);
    }
  }

  /**
   * Where the corpora are.
   *
   * @param train what the model learns from
   * @param dev what checkpoints are chosen on; null to hold a part of the training corpora out
   * @param holdOut how many pairs of the training corpora are held out where there is no dev
   * @param test what the finished model is scored on; null for nothing
   * @param filters which pairs of the training corpora are left out
   * @param heapLimit how much of the heap the training text may take, in MB
   */
  public record DataConfig(
      @Option("What the model learns from: a corpus, or a list of them.") List<Corpus> train,
      @Option(
              value =
                  "What checkpoints are chosen on; null: pairs held out of the training corpora.",
              defaultValue = "null")
          @Nullable Corpus dev,
      @Option(
              value =
                  "How many pairs are held out where there is no dev. Pairs that share a sentence"
                      + " with them are left out of training.",
              defaultValue = "1000")
          int holdOut,
      @Option(value = "What the finished model is scored on.", defaultValue = "null")
          @Nullable Corpus test,
      @Option(value = "Which pairs of the training corpora are left out.", defaultValue = "{}")
          Filters filters,
      @Option(
              value =
                  "About how many MB of the heap the training text may take, as text and as ids"
                      + " together; more of it goes to files in the run's folder.",
              defaultValue = "512")
          int heapLimit) {
    /** Checks the numbers, and what several corpora may not have. */
    public DataConfig {
      require(holdOut >= 1, "hold-out must be at least 1, got " + holdOut);
      require(heapLimit >= 1, "heap-limit must be at least 1, got " + heapLimit);
      require(!train.isEmpty(), "train is an empty list; give a corpus to learn from");
      require(
          Stream.of(dev, test).allMatch(corpus -> corpus == null || corpus.weight() == 1),
          "only a training corpus has a weight; dev and test are read once");
      require(
          corpora(train, dev, test).filter(Corpus::isOfStandardInput).count() <= 1,
          "standard input (-) can be a file of one corpus only");
    }

    private static Stream<Corpus> corpora(
        List<Corpus> train, @Nullable Corpus dev, @Nullable Corpus test) {
      return Stream.concat(train.stream(), Stream.of(dev, test).flatMap(Stream::ofNullable));
    }

    /** All corpora. */
    public Stream<Corpus> corpora() {
      return corpora(train, dev, test);
    }

    /** What messages and the model card call the training corpora. */
    public String trainName() {
      return train.stream().map(Corpus::shortName).collect(Collectors.joining("; "));
    }
  }
}
