package org.dragoman.cli.option;

import java.nio.file.Path;
import java.util.Objects;
import org.dragoman.runtime.DragomanException;
import org.dragoman.runtime.bundle.Bundle;
import org.dragoman.runtime.bundle.BundleSource;
import org.dragoman.runtime.config.ConfigBinder;
import org.dragoman.runtime.config.ConfigTree;
import org.dragoman.runtime.engine.Torch;
import org.dragoman.runtime.plugin.Components;
import org.dragoman.runtime.plugin.Registry;
import org.dragoman.runtime.text.Languages;
import org.dragoman.runtime.text.Normalizer;
import org.dragoman.runtime.text.Pipelines;
import org.dragoman.runtime.text.Segmenter;
import org.dragoman.runtime.text.TextConfig.SideConfig;
import org.dragoman.runtime.text.TextPipeline;
import org.dragoman.runtime.text.Vocabulary;
import org.dragoman.spi.ComponentKind;
import org.dragoman.training.config.RunConfig;
import org.dragoman.training.vocabulary.LearnedText;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The options that choose a text pipeline. */
@Command
public final class TextOptions {
  /** The side of a translator. */
  private enum Side {
    SOURCE,
    TARGET
  }

  /** The three sources of a pipeline; one must be chosen. */
  private static final class Origin {
    @Option(
        names = {"-c", "--config"},
        required = true,
        paramLabel = "CONFIG",
        description =
            "The pipeline of a configuration. What it learns is learned from its training text.")
    private @Nullable Path config;

    @Option(
        names = {"-m", "--model"},
        required = true,
        paramLabel = "BUNDLE",
        description = "The pipeline of a bundle, or of the bundle of a training run.")
    private @Nullable Path bundle;

    @Option(
        names = "--language",
        required = true,
        paramLabel = "L",
        description =
            "The tokenizer for a language, such as ja, after normalisation nfc, and of a source after"
                + " cleaning: the one that is named like the language, else word.")
    private @Nullable String language;
  }

  @ArgGroup(multiplicity = "1")
  private final Origin origin = new Origin();

  @Option(
      names = "--side",
      paramLabel = "SIDE",
      defaultValue = "source",
      description =
          "source or target, where a configuration or bundle has a pipeline for each. Default:"
              + " ${DEFAULT-VALUE}.")
  private Side side = Side.SOURCE;

  @Mixin private final ConfigOptions configOptions = new ConfigOptions();

  /** Work with a pipeline. */
  @FunctionalInterface
  public interface Use {
    /**
     * Does the work.
     *
     * @param vocabulary null if there is only a tokenizer
     */
    int with(Segmenter segmenter, @Nullable Vocabulary vocabulary) throws Exception;
  }

  /** Makes the pipeline and does the work. */
  public int use(GlobalOptions options, Use use) throws Exception {
    return InstalledPlugins.use(options, (torch, registry) -> use(options, torch, registry, use));
  }

  private int use(GlobalOptions options, Torch torch, Registry registry, Use use) throws Exception {
    if (origin.language != null) {
      Segmenter segmenter = ofLanguage(origin.language, registry);
      return use.with(segmenter.cleaning(side == Side.SOURCE), null);
    }
    if (origin.bundle != null) {
      try (Bundle bundle = Bundle.open(BundleSource.folder(origin.bundle), torch, registry)) {
        return use(bundle.pipelines(), use);
      }
    }
    ConfigTree tree = configOptions.load(Objects.requireNonNull(origin.config), options);
    RunConfig config = new ConfigBinder(registry).bind(RunConfig.class, tree);
    return use(LearnedText.of(config, registry), use);
  }

  private int use(Pipelines pipelines, Use use) throws Exception {
    TextPipeline pipeline = side == Side.SOURCE ? pipelines.source() : pipelines.target();
    return use.with(pipeline.segmenter(), pipeline.vocabulary());
  }

  private static Segmenter ofLanguage(String language, Registry registry) {
    if (!Languages.isTag(language)) {
      throw DragomanException.configuration(
          "--language: '%s' is no language tag, such as de, ja or pt-BR.".formatted(language));
    }
    String name = Languages.code(language);
    String tokenizer = registry.names(ComponentKind.TOKENIZER).contains(name) ? name : "word";
    SideConfig config =
        new ConfigBinder(registry)
            .bind(SideConfig.class, ConfigTree.parse("tokenizer: " + tokenizer, "--language"));
    return new Segmenter(
        new Normalizer(config.normalization()),
        config.casing().of(new Components(registry).tokenizer(config.tokenizer())),
        null);
  }
}
