package org.dragoman.cli.command;

import java.io.IOException;
import java.io.Writer;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.dragoman.cli.inspect.GateFiles;
import org.dragoman.cli.io.ExitCode;
import org.dragoman.cli.io.ShownTokens;
import org.dragoman.cli.io.Streams;
import org.dragoman.cli.option.DeviceOption;
import org.dragoman.cli.option.GlobalOptions;
import org.dragoman.runtime.DragomanException;
import org.dragoman.runtime.bundle.BundleFolder;
import org.dragoman.runtime.file.FileRoles;
import org.dragoman.runtime.file.SentencePair;
import org.dragoman.runtime.text.Cleaner;
import org.dragoman.translate.Inspection;
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
          + " (gates.json).",
      "A table of how far gates are open goes to standard output."
    })
public final class InspectGatesCommand implements Callable<Integer> {
  @Option(
      names = {"-m", "--model"},
      required = true,
      paramLabel = "BUNDLE",
      description = "The translator: the folder of a bundle, or of a training run, which has one.")
  private Path bundle = Path.of("");

  @Parameters(paramLabel = "SENTENCE", arity = "1..*", description = "What is read, in quotes.")
  private List<String> words = List.of();

  @Option(
      names = "--target",
      paramLabel = "TEXT",
      description = "The translation to say. Default: the model's own.")
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
}
