package org.dragoman.cli.command;

import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.Callable;
import org.dragoman.cli.io.ExitCode;
import org.dragoman.cli.io.InputLines;
import org.dragoman.cli.io.Interruption;
import org.dragoman.cli.io.StandardFiles;
import org.dragoman.cli.io.Streams;
import org.dragoman.cli.option.EncodingOption;
import org.dragoman.cli.option.GlobalOptions;
import org.dragoman.cli.option.OneModelOptions;
import org.dragoman.cli.option.OutputOptions;
import org.dragoman.cli.option.Positive;
import org.dragoman.runtime.DragomanException;
import org.dragoman.runtime.file.AtomicFile;
import org.dragoman.runtime.file.FileRoles;
import org.dragoman.runtime.file.InputFile;
import org.dragoman.runtime.file.TextInput;
import org.dragoman.translate.DragomanRuntime;
import org.dragoman.translate.TextGenerator;
import org.dragoman.translate.Translation;
import org.dragoman.translate.TranslationOptions;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code dragoman generate}: texts by a language model or a generator. */
@Command(
    name = "generate",
    description = {
      "Writes texts: a language model goes on from a prompt, a generator writes the text of its"
          + " numbers."
    })
public final class GenerateCommand implements Callable<Integer> {
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final int WINDOW = 512;

  @Mixin private final OneModelOptions model = new OneModelOptions();

  @Option(
      names = "--prompt",
      paramLabel = "TEXT",
      description = "What the text begins with. Default: nothing.")
  private @Nullable String prompt;

  @Option(
      names = "--from",
      paramLabel = "FILE",
      description =
          "A file with a prompt a line, or for a generator with its numbers, divided by spaces; -"
              + " for standard input.")
  private @Nullable Path from;

  @Option(
      names = "--length",
      paramLabel = "N",
      description =
          "Greatest number of tokens after the prompt. Default: " + TextGenerator.DEFAULT_LENGTH)
  private int length = TextGenerator.DEFAULT_LENGTH;

  @Option(
      names = "--min-length",
      paramLabel = "N",
      description = "Least number of tokens after the prompt. Default: 0.")
  private int minLength;

  @Option(
      names = "--count",
      paramLabel = "N",
      description =
          "Texts to write for each prompt. They differ where the search draws at random. Default:"
              + " 1.")
  private int count = 1;

  @Option(
      names = "--search",
      paramLabel = "TYPE_OR_YAML",
      description =
          "The search in place of the bundle's own: its name, or its configuration such as '{type:"
              + " sampling, top-k: 10, seed: 2}'.")
  private @Nullable String search;

  @Option(
      names = {"-o", "--output"},
      paramLabel = "OUT",
      description = "File to write, put in place when it is whole. Default: standard output.")
  private @Nullable Path output;

  @Mixin private final OutputOptions form = new OutputOptions();

  @Mixin private final EncodingOption encoding = new EncodingOption();

  private final Streams streams;
  private final GlobalOptions options;

  public GenerateCommand(Streams streams, GlobalOptions options) {
    this.streams = streams;
    this.options = options;
  }

  @Override
  public Integer call() throws Exception {
    check();
    TextInput texts = encoding.input();
    try (DragomanRuntime runtime = model.runtime(options);
        TextGenerator generator = runtime.openGenerator(model.folder())) {
      if (generator.readsNumbers() && (prompt != null || from == null)) {
        throw DragomanException.configuration(
            prompt == null
                ? "A generator begins with numbers. Give a file with the numbers of a text a line as"
                    + " --from FILE."
                : "A generator begins with numbers, not with a prompt. Give them as --from FILE.");
      }
      return Interruption.letFinish(() -> generate(generator, texts), PATIENCE);
    }
  }

  private void check() {
    Positive.check("--length", length);
    Positive.check("--count", count);
    if (minLength < 0 || minLength > length) {
      throw DragomanException.configuration(
          "--min-length must be from 0 to --length %d, got %d.".formatted(length, minLength));
    }
    if (prompt != null && from != null) {
      throw DragomanException.configuration(
          "--prompt is one prompt, and --from is a file of them. Give one of the two.");
    }
    if (from != null && !from.equals(InputLines.STANDARD_INPUT)) {
      InputFile.requireReadable(from);
    }
    FileRoles roles = new FileRoles();
    model.addTo(roles);
    if (from != null) {
      InputLines.addTo(roles, List.of(from));
    }
    StandardFiles.addOutput(roles, "--output", output);
  }

  private int generate(TextGenerator generator, TextInput texts) throws IOException {
    if (output == null) {
      write(generator, texts, streams.out());
    } else {
      AtomicFile.write(output, out -> write(generator, texts, out));
    }
    return ExitCode.OK;
  }

  private void write(TextGenerator generator, TextInput texts, OutputStream stream)
      throws IOException {
    TranslationOptions asked =
        generator
            .options()
            .withNBest(Positive.check("--n-best", form.candidates()))
            .withSearch(search)
            .withDetail(form.detail())
            .withMaxLength(length)
            .withMinLength(minLength);
    Writer out = new OutputStreamWriter(stream, StandardCharsets.UTF_8);
    if (from == null) {
      write(generator, Collections.nCopies(count, prompt == null ? "" : prompt), 0, asked, out);
      return;
    }
    try (InputLines input = new InputLines(List.of(from), streams.in(), texts)) {
      Iterator<String> lines = input.stream().iterator();
      long first = 0;
      while (lines.hasNext()) {
        List<String> window = new ArrayList<>();
        while (window.size() < WINDOW && lines.hasNext()) {
          window.addAll(Collections.nCopies(count, lines.next()));
        }
        write(generator, window, first, asked, out);
        first += window.size();
      }
    }
  }

  private void write(
      TextGenerator generator,
      List<String> begins,
      long first,
      TranslationOptions asked,
      Writer out)
      throws IOException {
    long line = first;
    for (Translation text :
        generator.generate(begins, first, asked, number -> "Line " + ((number - 1) / count + 1))) {
      form.write(text, ++line, out);
    }
    out.flush();
  }
}
