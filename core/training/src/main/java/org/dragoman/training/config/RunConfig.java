package org.dragoman.training.config;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.dragoman.corpus.Corpus;
import org.dragoman.corpus.Filters;
import org.dragoman.corpus.PairFilter;
import org.dragoman.runtime.model.LanguageModelConfig;
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
 * The whole configuration of a training run: the content of a YAML file for {@code dragoman train}.
 *
 * @param name of the model
 * @param about a paragraph for the model card; null for none
 * @param languages of both sides; null if they are not given
 * @param data where the corpora are
 * @param text the text pipelines
 * @param model the network
 * @param training how it is trained
 * @param search the search of the finished model
 */
public record RunConfig(
    @Option("Name of the model; also of its run folder.") String name,
    @Option(
            value =
                "A paragraph for the model card: what the data is, its licence and attribution.",
            defaultValue = "null")
        @Nullable String about,
    @Option(
            value = "The languages of both sides; null: unknown. The bundle keeps them.",
            defaultValue = "null")
        @Nullable Languages languages,
    @Option("Where the corpora are.") DataConfig data,
    @Option("How text becomes ids.") TextConfig text,
    @Option(value = "The network.", defaultValue = "{}") ModelConfig model,
    @Option(value = "How it is trained.", defaultValue = "{}") TrainingConfig training,
    @Option(value = "The search of the finished model.", defaultValue = "beam")
        @Kind(ComponentKind.SEARCH)
        ComponentSpec search) {
  /** Checks the name, and that text and model fit together. */
  public RunConfig {
    if (!name.matches("[A-Za-z0-9][A-Za-z0-9._-]*")) {
      throw new IllegalArgumentException(
          "name must be letters, digits, dots, hyphens and underscores, got '" + name + "'");
    }
    model.requireFit(text);
    training = training.of(model);
    data.filters().requireFit(languages);
    requireFit(model, data);
    if (training.loss().guidedAlignment() > 0
        && data.train().stream().allMatch(corpus -> corpus.alignment() == null)) {
      throw new IllegalArgumentException(
          "training.loss.guided-alignment needs data.train.alignment, a file in Pharaoh's form");
    }
    if (model.carriesState()) {
      require(
          data.dev() != null,
          "carry-state learns from whole documents, and lines that are held out of them are not"
              + " whole documents: give data.dev");
      require(
          training.batch().by() == BatchUnit.SENTENCES,
          "carry-state reads as many documents side by side as training.batch.size"
              + " says; set training.batch.by to sentences");
    }
  }

  /** Returns a filter of training examples that has seen none yet. */
  public PairFilter pairFilter() {
    return model.isParallel()
        ? new PairFilter(data.filters(), languages)
        : PairFilter.ofExamples(data.filters());
  }

  private static void requireFit(ModelConfig model, DataConfig data) {
    boolean readsText = model instanceof LanguageModelConfig;
    data.corpora()
        .forEach(
            corpus ->
                require(
                    corpus.isText() == readsText,
                    "data: a %s learns from %s; give %s"
                        .formatted(
                            model.inWords(),
                            readsText ? "text" : "pairs",
                            readsText ? "{text: FILE}" : "another form than {text: FILE}")));
    require(
        model.isParallel() || !data.filters().comparesSides(),
        "data.filters: only max-words and duplicates go with a "
            + model.inWords()
            + "; the others compare a sentence with its translation");
  }

  private static void require(boolean condition, String message) {
    if (!condition) {
      throw new IllegalArgumentException(message);
    }
  }

  /**
   * Where the corpora are.
   *
   * @param train the training corpora
   * @param dev the dev set, on which checkpoints are chosen; null to hold out pairs of the training
   *     corpora
   * @param holdOut the number of pairs to hold out of the training corpora if there is no dev set
   * @param test the test set, on which the finished model is scored; null for none
   * @param filters which pairs of the training corpora are left out
   * @param heapLimit the part of the heap that the training text may take, in MB
   */
  public record DataConfig(
      @Option("The training corpus, or a list of several.") List<Corpus> train,
      @Option(
              value =
                  "The dev set, on which checkpoints are chosen; null: pairs held out of the training"
                      + " corpora.",
              defaultValue = "null")
          @Nullable Corpus dev,
      @Option(
              value =
                  "Number of pairs to hold out of the training corpora if there is no dev. Pairs that"
                      + " share a sentence with them are left out of training.",
              defaultValue = "1000")
          int holdOut,
      @Option(value = "The test set, on which the finished model is scored.", defaultValue = "null")
          @Nullable Corpus test,
      @Option(
              value = "Filters: which pairs of the training corpora are left out.",
              defaultValue = "{}")
          Filters filters,
      @Option(
              value =
                  "About how many MB of the heap the training text may take, as text and as ids"
                      + " together; more of it goes to files in the run's folder.",
              defaultValue = "512")
          int heapLimit) {
    /** Checks the numbers, and options that are not allowed with several corpora. */
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

    /** Returns all corpora. */
    public Stream<Corpus> corpora() {
      return corpora(train, dev, test);
    }

    /** Returns the name of the training corpora in messages and on the model card. */
    public String trainName() {
      return train.stream().map(Corpus::shortName).collect(Collectors.joining("; "));
    }
  }
}
