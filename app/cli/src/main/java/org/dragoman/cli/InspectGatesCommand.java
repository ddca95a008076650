package org.dragoman.cli;

import java.io.IOException;
import java.io.Writer;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.dragoman.cli.inspect.GateFiles;
import org.dragoman.runtime.DragomanException;
import org.dragoman.runtime.inference.Translator;
import org.dragoman.runtime.text.FileRoles;
import org.dragoman.runtime.text.SentencePair;
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
final class InspectGatesCommand implements Callable<Integer> {
  @Option(
      names = {"-m", "--model"},
      required = true,
      paramLabel = "BUNDLE",
      description = "The translator: a bundle's folder.")
  private Path bundle = Path.of("");

  @Parameters(paramLabel = "SENTENCE", description = "What is read, in quotes.")
  private String sentence = "";

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

  InspectGatesCommand(Streams streams, GlobalOptions options) {
    this.streams = streams;
    this.options = options;
  }

  @Override
  public Integer call() throws IOException {
    if (sentence.isBlank()) {
      throw DragomanException.configuration(
          "The sentence is blank. Give the text that the model is to read, in quotes.");
    }
    GateFiles.requireFree(out);
    new FileRoles().readsFolder("--model", bundle).writes("--out", out);
    try (Translator translator =
        Translator.builder()
            .setBundle(bundle)
            .optDevice(device.name())
            .optPlugins(options.pluginFolder().stream().toList())
            .build()) {
      String translation = target != null ? target : translator.translate(sentence).text();
      GateFiles files =
          new GateFiles(
              "Inside " + bundle.toRealPath().getFileName(),
              sentence,
              translation,
              translator.inspect(new SentencePair(sentence, translation)));
      files.write(out);
      streams.err().println("Wrote " + out.resolve("index.html"));
      Writer text = streams.text();
      text.write(files.table());
      text.flush();
      return ExitCode.OK;
    }
  }
}
