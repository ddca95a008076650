package org.dragoman.cli.option;

import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.dragoman.cli.io.StandardFiles;
import org.dragoman.corpus.Corpus;
import org.dragoman.runtime.DragomanException;
import org.dragoman.runtime.config.ConfigBinder;
import org.dragoman.runtime.config.ConfigTree;
import org.dragoman.runtime.file.FileRoles;
import org.dragoman.runtime.plugin.Registry;
import org.dragoman.runtime.text.Languages;
import org.dragoman.training.config.RunConfig;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The options that name corpora: those of a configuration, or one given by its files. */
@Command
public final class CorpusOptions {

  /** The four ways to name corpora; one must be chosen. */
  private static final class Choice {
    @Option(
        names = {"-c", "--config"},
        required = true,
        paramLabel = "CONFIG",
        description = "The corpora of a configuration.")
    private @Nullable Path config;

    @ArgGroup(exclusive = false, multiplicity = "1")
    private @Nullable Texts texts;

    @ArgGroup(exclusive = false, multiplicity = "1")
    private @Nullable Table table;

    @Option(
        names = "--tmx",
        required = true,
        paramLabel = "FILE",
        description = "A translation memory, TMX 1.4; needs --languages.")
    private @Nullable String tmx;
  }

  /** Two files. */
  private static final class Texts {
    @Parameters(
        index = "0",
        paramLabel = "SOURCE",
        description =
            "Sentences, one a line. Each file may be packed by gzip or zstd, or - for standard"
                + " input.")
    private String source = "";

    @Parameters(
        index = "1",
        paramLabel = "TARGET",
        description = "Their translations, line for line.")
    private String target = "";
  }

  /** A file with columns. */
  private static final class Table {
    @Option(
        names = "--tsv",
        required = true,
        paramLabel = "FILE",
        description = "Sentences and translations in columns divided by tabs.")
    private String tsv = "";

    @Option(
        names = "--columns",
        split = ",",
        paramLabel = "N",
        description = "The columns of source and target, counted from 1. Default: 1,2.")
    private @Nullable List<Integer> columns;
  }

  @ArgGroup(multiplicity = "1")
  private final Choice choice = new Choice();

  @Option(
      names = "--languages",
      split = ",",
      paramLabel = "L",
      description =
          "The languages of source and target, such as en,de. A configuration says them itself.")
  private @Nullable List<String> languages;

  @Mixin private final ConfigOptions configOptions = new ConfigOptions();

  @Mixin private final EncodingOption encoding = new EncodingOption();

  /** Work with a configuration and the installed plugins. */
  @FunctionalInterface
  public interface Use<T> {
    /** Does the work. */
    T with(RunConfig config, Registry registry) throws Exception;
  }

  /** Returns whether the corpora are those of a configuration. */
  public boolean isOfConfig() {
    return choice.config != null;
  }

  /** Reads the configuration and does the work. */
  public <T> T use(GlobalOptions options, Use<T> use) throws Exception {
    if (languages != null) {
      throw DragomanException.configuration(
          "--languages is for a corpus that is given by its files; a configuration says its own,"
              + " which --set languages.source=L changes.");
    }
    if (encoding.name() != null) {
      throw DragomanException.configuration(
          "--encoding is for a corpus that is given by its files; in a configuration each corpus has"
              + " its own key 'encoding'.");
    }
    return InstalledPlugins.use(
        options,
        (torch, registry) -> {
          ConfigTree tree = configOptions.load(Objects.requireNonNull(choice.config), options);
          return use.with(new ConfigBinder(registry).bind(RunConfig.class, tree), registry);
        });
  }

  /** Adds the input files; for a configuration only its own file. */
  public void addTo(FileRoles roles) {
    if (isOfConfig()) {
      roles.reads("--config", choice.config);
    } else {
      addTo(roles, "the corpus", corpus());
    }
  }

  /** Adds the files of a corpus. */
  public static void addTo(FileRoles roles, String name, Corpus corpus) {
    for (String file : corpus.files()) {
      roles.reads(name, file.equals("-") ? StandardFiles.INPUT : Path.of(file));
    }
    if (corpus.alignment() != null) {
      roles.reads(name, Path.of(corpus.alignment()));
    }
  }

  /** Returns the corpus, if it is not from a configuration. */
  public Corpus corpus() {
    try {
      if (choice.texts != null) {
        return new Corpus(
            choice.texts.source,
            choice.texts.target,
            null,
            null,
            null,
            null,
            null,
            null,
            null,
            null,
            encoding.name(),
            1);
      }
      return choice.table != null
          ? new Corpus(
              null,
              null,
              null,
              choice.table.tsv,
              choice.table.columns,
              null,
              null,
              null,
              null,
              null,
              encoding.name(),
              1)
          : new Corpus(
              null,
              null,
              null,
              null,
              null,
              choice.tmx,
              languages,
              null,
              null,
              null,
              encoding.name(),
              1);
    } catch (IllegalArgumentException e) {
      throw DragomanException.configuration("The corpus: " + e.getMessage() + ".", e);
    }
  }

  /** Returns the languages of that corpus; null if they are not given. */
  public @Nullable Languages languages() {
    if (languages == null) {
      return null;
    }
    if (languages.size() != 2) {
      throw DragomanException.configuration(
          "--languages must be two, those of source and target, such as en,de, got "
              + String.join(",", languages)
              + ".");
    }
    try {
      return new Languages(languages.get(0), languages.get(1));
    } catch (IllegalArgumentException e) {
      throw DragomanException.configuration("--languages: " + e.getMessage() + ".", e);
    }
  }
}
