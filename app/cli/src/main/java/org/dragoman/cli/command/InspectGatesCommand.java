package org.dragoman.cli.command;

import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.dragoman.cli.inspect.GateFiles;
import org.dragoman.cli.io.ExitCode;
import org.dragoman.cli.io.ShownTokens;
import org.dragoman.cli.io.Streams;
import org.dragoman.cli.io.VisibleText;
import org.dragoman.cli.option.DeviceOption;
import org.dragoman.cli.option.GlobalOptions;
import org.dragoman.cli.plot.Label;
import org.dragoman.runtime.DragomanException;
import org.dragoman.runtime.bundle.Bundle;
import org.dragoman.runtime.bundle.BundleFolder;
import org.dragoman.runtime.bundle.BundleSource;
import org.dragoman.runtime.config.ConfigTree;
import org.dragoman.runtime.engine.Devices;
import org.dragoman.runtime.engine.Torch;
import org.dragoman.runtime.file.FileRoles;
import org.dragoman.runtime.file.SentencePair;
import org.dragoman.runtime.model.GeneratorConfig;
import org.dragoman.runtime.plugin.PluginLoader;
import org.dragoman.runtime.plugin.Registry;
import org.dragoman.runtime.text.Cleaner;
import org.dragoman.translate.Inspection;
import org.dragoman.translate.PredictorInspector;
import org.dragoman.translate.TokenScores;
import org.dragoman.translate.Translator;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code dragoman inspect gates}: what a model's cells and attention do with a sentence. */
@Command(
    name = "gates",
    description = {
      "Shows what a model's gates, states and attention do, token by token, while it reads a"
          + " sentence and says its translation: a page (index.html), PNGs and the numbers"
          + " (gates.json). Other models than translators are shown while they read a text.",
      "A table of how far gates are open goes to standard output."
    })
public final class InspectGatesCommand implements Callable<Integer> {
  @Option(
      names = {"-m", "--model"},
      required = true,
      paramLabel = "BUNDLE",
      description = "The model: the folder of a bundle, or of a training run, which has one.")
  private Path bundle = Path.of("");

  @Parameters(paramLabel = "SENTENCE", arity = "1..*", description = "What is read, in quotes.")
  private List<String> words = List.of();

  @Option(
      names = "--target",
      paramLabel = "TEXT",
      description =
          "The translation to say (default: the model's own), a generator's text, or the labels of a"
              + " classifier or tagger (default: those that the model gives).")
  private @Nullable String target;

  @Option(
      names = {"-o", "--out"},
      defaultValue = "gates",
      paramLabel = "FOLDER",
      description = "Where the files go. Default: ${DEFAULT-VALUE}.")
  private Path out = Path.of("gates");

  @Mixin private final DeviceOption device = new DeviceOption();

  private final Streams streams;
  private final GlobalOptions options;

  public InspectGatesCommand(Streams streams, GlobalOptions options) {
    this.streams = streams;
    this.options = options;
  }

  @Override
  public Integer call() throws IOException {
    String sentence = String.join(" ", words);
    if (words.size() > 1) {
      throw DragomanException.configuration(
          "%d sentences were given, and one is read. Put its words in quotes: '%s'."
              .formatted(words.size(), sentence.replace("'", "'\\''")));
    }
    if (Cleaner.isBlank(sentence)) {
      throw DragomanException.configuration(
          "The sentence is blank. Give the text that the model is to read, in quotes.");
    }
    GateFiles.requireFree(out);
    new FileRoles().readsFolder("--model", BundleFolder.of(bundle)).writes("--out", out);
    if (isOther()) {
      return ofOther(sentence);
    }
    try (Translator translator =
        Translator.builder()
            .setBundle(bundle)
            .optDevice(device.name())
            .optPlugins(options.pluginFolder().stream().toList())
            .build()) {
      String translation = target != null ? target : translator.translate(sentence).text();
      Inspection inspection = translator.inspect(new SentencePair(sentence, translation));
      TokenScores tokens = inspection.tokens();
      GateFiles files =
          new GateFiles(
              "Inside " + bundle.toRealPath().getFileName(),
              sentence,
              translation,
              inspection,
              new GateFiles.TokenLabels(
                  ShownTokens.labels(translator.shownSource(tokens.sourceTokens())),
                  ShownTokens.labels(translator.shownTarget(tokens.targetTokens()))));
      files.write(out);
      streams.err().println("Wrote " + out.resolve("index.html"));
      Writer text = streams.text();
      text.write(files.table());
      text.flush();
      return ExitCode.OK;
    }
  }

  /** Whether the bundle holds a model that does not translate. */
  private boolean isOther() throws IOException {
    Path config = BundleFolder.of(bundle).resolve("config.yaml");
    return Files.exists(config)
        && ConfigTree.load(config).root().path("model").path("type").isTextual();
  }

  private int ofOther(String text) throws IOException {
    try (Torch torch = Torch.open(Devices.parse(device.name()));
        Registry registry =
            PluginLoader.load(torch.ops(), options.pluginFolder().stream().toList());
        Bundle opened =
            Bundle.open(BundleSource.folder(BundleFolder.of(bundle)), torch, registry)) {
      boolean generates = opened.config().model() instanceof GeneratorConfig;
      if (generates && target == null) {
        throw DragomanException.configuration(
            "A generator says the text of some numbers. Give the text by --target.");
      }
      Inspection inspection =
          new PredictorInspector(torch, opened)
              .of(new SentencePair(text, target == null ? "" : target));
      TokenScores tokens = inspection.tokens();
      GateFiles files =
          new GateFiles(
              "Inside " + bundle.toRealPath().getFileName(),
              text,
              String.join(" ", tokens.targetTokens()),
              inspection,
              new GateFiles.TokenLabels(
                  tokens.sourceTokens().stream()
                      .map(token -> Label.of(VisibleText.of(token)))
                      .toList(),
                  ShownTokens.plain(tokens.targetTokens())));
      files.write(out);
      streams.err().println("Wrote " + out.resolve("index.html"));
      Writer table = streams.text();
      table.write(files.table());
      table.flush();
      return ExitCode.OK;
    }
  }
}
