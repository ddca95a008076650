package org.dragoman.cli.option;

import java.nio.file.Path;
import java.util.function.UnaryOperator;
import org.dragoman.runtime.DragomanException;
import org.dragoman.runtime.file.FileRoles;
import org.dragoman.runtime.inference.Translator;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The options for the bundle that translates, and for its search. */
@Command
public final class BundleOptions {
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

  /** The folder of the only bundle. */
  public Path folder() {
    return models.folder();
  }

  /** Checks that there is only one bundle. */
  public void requireOne() {
    models.requireOne();
  }

  /** Adds the input files. */
  public void addTo(FileRoles roles) {
    models.addTo(roles);
    roles.reads("--shortlist", shortlist);
  }

  /** Opens the bundle, with {@code nBest} candidates per line. */
  public Translator open(int nBest, GlobalOptions options) {
    return open(nBest, options, UnaryOperator.identity());
  }

  /**
   * Opens the bundle.
   *
   * @param more sets further options
   */
  public Translator open(int nBest, GlobalOptions options, UnaryOperator<Translator.Builder> more) {
    Translator.Builder builder =
        models.builder(options).optNBest(Positive.check("--n-best", nBest));
    if (beam != null) {
      builder.optBeam(Positive.check("--beam", beam));
    }
    if (search != null) {
      builder.optSearch(search);
    }
    setLengths(builder);
    setShortlist(builder);
    return more.apply(builder).build();
  }

  private void setLengths(Translator.Builder builder) {
    if (maxLength != null) {
      int limit = Positive.check("--max-length", maxLength);
      builder.optMaxLength(limit).optMaxLengthFactor(limit);
    }
    if (maxLengthFactor != null) {
      if (!(maxLengthFactor > 0 && maxLengthFactor < Double.POSITIVE_INFINITY)) {
        throw DragomanException.configuration(
            "--max-length-factor must be above 0, got " + maxLengthFactor + ".");
      }
      builder.optMaxLengthFactor(maxLengthFactor);
    }
    if (minLength != null) {
      if (minLength < 0) {
        throw DragomanException.configuration(
            "--min-length must be at least 0, got " + minLength + ".");
      }
      if (maxLength != null && minLength > maxLength) {
        throw DragomanException.configuration(
            "--min-length %d is above --max-length %d.".formatted(minLength, maxLength));
      }
      builder.optMinLength(minLength);
    }
    if (minLengthFactor != null) {
      if (!(minLengthFactor >= 0 && minLengthFactor < Double.POSITIVE_INFINITY)) {
        throw DragomanException.configuration(
            "--min-length-factor must be at least 0, got " + minLengthFactor + ".");
      }
      builder.optMinLengthFactor(minLengthFactor);
    }
  }

  private void setShortlist(Translator.Builder builder) {
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
