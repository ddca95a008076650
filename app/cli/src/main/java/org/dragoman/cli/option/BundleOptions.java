package org.dragoman.cli.option;

import java.nio.file.Path;
import java.util.function.UnaryOperator;
import org.dragoman.runtime.DragomanException;
import org.dragoman.runtime.bundle.BundleFolder;
import org.dragoman.runtime.file.FileRoles;
import org.dragoman.translate.TranslationOptions;
import org.dragoman.translate.Translator;
import org.dragoman.translate.TranslatorBuilder;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The options for the bundle that translates, and for its search. */
@Command
public final class BundleOptions {
  private static final double DEFAULT_WEIGHT = 0.1;
  private static final int FREQUENT = 1000;
  private static final int CANDIDATES = 20;

  @Mixin private final ModelOptions models = new ModelOptions();

  @Option(
      names = "--beam",
      paramLabel = "K",
      description = "Hypotheses kept at each step; 1 is greedy. Default: the bundle's own search.")
  private @Nullable Integer beam;

  @Option(
      names = "--search",
      paramLabel = "TYPE_OR_YAML",
      description =
          "The search in place of the bundle's own: its name, or its configuration such as '{type:"
              + " sampling, top-k: 10}'.")
  private @Nullable String search;

  @Option(
      names = "--max-length",
      paramLabel = "N",
      description =
          "Greatest number of tokens of a translation. Default: twice those of its source, and"
              + " ten.")
  private @Nullable Integer maxLength;

  @Option(
      names = "--max-length-factor",
      paramLabel = "F",
      description =
          "Greatest number of tokens of a translation: F times those of its source, and ten."
              + " Default: 2, or none where --max-length is given.")
  private @Nullable Double maxLengthFactor;

  @Option(
      names = "--min-length",
      paramLabel = "N",
      description = "Least number of tokens of a translation. Default: 0.")
  private @Nullable Integer minLength;

  @Option(
      names = "--min-length-factor",
      paramLabel = "F",
      description =
          "Least number of tokens of a translation: F times those of its source. Default: 0.")
  private @Nullable Double minLengthFactor;

  @Option(
      names = "--shortlist",
      paramLabel = "FILE",
      description =
          "Choose among frequent target tokens and candidates for the source only: a table of lines"
              + " SOURCE_TOKEN<tab>TARGET_TOKEN<tab>PROBABILITY.")
  private @Nullable Path shortlist;

  @Option(
      names = "--shortlist-frequent",
      paramLabel = "N",
      description = "Of the shortlist: how many most frequent target tokens. Default: " + FREQUENT)
  private @Nullable Integer frequent;

  @Option(
      names = "--shortlist-candidates",
      paramLabel = "K",
      description =
          "Of the shortlist: greatest number of target tokens for a source token. Default: "
              + CANDIDATES)
  private @Nullable Integer candidates;

  @Option(
      names = "--lm",
      paramLabel = "BUNDLE",
      description =
          "A language model of the target language, of the translator's target vocabulary: its"
              + " log-probabilities, times --lm-weight, are added to the translator's.")
  private @Nullable Path languageModel;

  @Option(
      names = "--lm-weight",
      paramLabel = "W",
      description = "The weight of the language model. Default: 0.1.")
  private @Nullable Double languageModelWeight;

  @Option(
      names = "--recase",
      paramLabel = "BUNDLE",
      description =
          "A tagger that restores the capitals of translations in lower case, as their last step.")
  private @Nullable Path recaser;

  /** The folder of the only bundle. */
  public Path folder() {
    return models.folder();
  }

  /** Checks that there is only one bundle. */
  public void requireOne() {
    models.requireOne();
  }

  /** As {@link ModelOptions#withBundle}. */
  public <T> T withBundle(GlobalOptions options, ModelOptions.BundleUse<T> use) throws Exception {
    return models.withBundle(options, use);
  }

  /** Returns the folder of the first bundle, whose search is taken. */
  public Path firstFolder() {
    return models.firstFolder();
  }

  /** Returns the search in place of the bundle's; null for the bundle's. */
  public @Nullable String search() {
    return search;
  }

  /** Returns whether a width of the beam is set. */
  public boolean setsBeam() {
    return beam != null;
  }

  /** Returns whether there is a language model. */
  public boolean hasLanguageModel() {
    return languageModel != null;
  }

  /** Returns whether the weight of the language model is set. */
  public boolean setsLanguageModelWeight() {
    return languageModelWeight != null;
  }

  /** Adds the input files. */
  public void addTo(FileRoles roles) {
    models.addTo(roles);
    roles.reads("--shortlist", shortlist);
    if (recaser != null) {
      roles.readsFolder("--recase", BundleFolder.of(recaser));
    }
    if (languageModel != null) {
      roles.readsFolder("--lm", BundleFolder.of(languageModel));
    }
  }

  /**
   * Opens the bundle. Calls without options of their own ask for what the options here say.
   *
   * @param nBest the number of candidates per line
   */
  public Translator open(int nBest, GlobalOptions options) {
    return open(options, translationOptions(nBest), UnaryOperator.identity());
  }

  /**
   * Opens the bundle.
   *
   * @param defaults what calls without options of their own ask for
   * @param more sets further options of the builder
   */
  public Translator open(
      GlobalOptions options, TranslationOptions defaults, UnaryOperator<TranslatorBuilder> more) {
    TranslatorBuilder builder = models.builder(options).optDefaults(defaults);
    setShortlist(builder);
    if (recaser != null) {
      builder.optRecaser(recaser);
    }
    if (languageModel != null) {
      builder.optLanguageModel(languageModel);
    }
    return more.apply(builder).build();
  }

  /**
   * Returns the translation options that the command line sets.
   *
   * @param nBest the number of candidates per line
   */
  public TranslationOptions translationOptions(int nBest) {
    TranslationOptions asked =
        TranslationOptions.defaults()
            .withNBest(Positive.check("--n-best", nBest))
            .withSearch(search)
            .withBeam(beam == null ? null : Positive.check("--beam", beam));
    if (maxLength != null) {
      int limit = Positive.check("--max-length", maxLength);
      asked = asked.withMaxLength(limit).withMaxLengthFactor(limit);
    }
    if (maxLengthFactor != null) {
      if (!(maxLengthFactor > 0 && maxLengthFactor < Double.POSITIVE_INFINITY)) {
        throw DragomanException.configuration(
            "--max-length-factor must be above 0, got " + maxLengthFactor + ".");
      }
      asked = asked.withMaxLengthFactor(maxLengthFactor);
    }
    return withLeastLength(asked.withLanguageModelWeight(languageModelWeight()));
  }

  private double languageModelWeight() {
    if (languageModelWeight == null) {
      return languageModel == null ? 0 : DEFAULT_WEIGHT;
    }
    if (languageModel == null) {
      throw DragomanException.configuration(
          "--lm-weight is of a language model. Name its bundle as --lm BUNDLE.");
    }
    if (!(languageModelWeight >= 0 && languageModelWeight < Double.POSITIVE_INFINITY)) {
      throw DragomanException.configuration(
          "--lm-weight must be a number of at least 0, got " + languageModelWeight + ".");
    }
    return languageModelWeight;
  }

  private TranslationOptions withLeastLength(TranslationOptions asked) {
    TranslationOptions result = asked;
    if (minLength != null) {
      if (minLength < 0) {
        throw DragomanException.configuration(
            "--min-length must be at least 0, got " + minLength + ".");
      }
      if (maxLength != null && minLength > maxLength) {
        throw DragomanException.configuration(
            "--min-length %d is above --max-length %d.".formatted(minLength, maxLength));
      }
      result = result.withMinLength(minLength);
    }
    if (minLengthFactor != null) {
      if (!(minLengthFactor >= 0 && minLengthFactor < Double.POSITIVE_INFINITY)) {
        throw DragomanException.configuration(
            "--min-length-factor must be at least 0, got " + minLengthFactor + ".");
      }
      result = result.withMinLengthFactor(minLengthFactor);
    }
    return result;
  }

  private void setShortlist(TranslatorBuilder builder) {
    if (shortlist != null) {
      builder.optShortlist(
          shortlist,
          frequent == null ? FREQUENT : Positive.check("--shortlist-frequent", frequent),
          candidates == null ? CANDIDATES : Positive.check("--shortlist-candidates", candidates));
    } else if (frequent != null || candidates != null) {
      throw DragomanException.configuration(
          "--shortlist-frequent and --shortlist-candidates are of a shortlist, and there is none."
              + " Give its table as --shortlist FILE.");
    }
  }
}
