package org.dragoman.cli.command;

import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.Callable;
import org.dragoman.cli.io.ExitCode;
import org.dragoman.cli.io.InputLines;
import org.dragoman.cli.io.StandardFiles;
import org.dragoman.cli.io.Streams;
import org.dragoman.cli.option.EncodingOption;
import org.dragoman.runtime.file.AtomicFile;
import org.dragoman.runtime.file.FileRoles;
import org.dragoman.runtime.file.InputFile;
import org.dragoman.runtime.file.TextInput;
import org.dragoman.runtime.text.LetterCase;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code dragoman data casing}: makes the corpus of a tagger that restores capitals. */
@Command(
    name = "casing",
    description = {
      "Turns text into a corpus for a tagger that restores capitals: each line in lower case, a tab,"
          + " and a label for each character, U for a capital and L for all others.",
      "Blank lines are left out; tabs become spaces."
    })
public final class DataCasingCommand implements Callable<Integer> {
  @Parameters(
      paramLabel = "FILE",
      arity = "0..*",
      description =
          "The text, which may be packed by gzip or zstd. Default: standard input, also called -.")
  private List<Path> files = new ArrayList<>();

  @Option(
      names = {"-o", "--output"},
      required = true,
      paramLabel = "OUT",
      description = "File to write, put in place when it is whole.")
  private Path output = Path.of("");

  @Mixin private final EncodingOption encoding = new EncodingOption();

  private final Streams streams;

  public DataCasingCommand(Streams streams) {
    this.streams = streams;
  }

  @Override
  public Integer call() throws Exception {
    files.stream()
        .filter(file -> !file.equals(InputLines.STANDARD_INPUT))
        .forEach(InputFile::requireReadable);
    FileRoles roles = new FileRoles();
    InputLines.addTo(roles, files);
    StandardFiles.addOutput(roles, "--output", output);
    TextInput texts = encoding.input();
    try (InputLines input = new InputLines(files, streams.in(), texts)) {
      long[] written = new long[1];
      AtomicFile.write(
          output,
          stream -> {
            Writer out = new OutputStreamWriter(stream, StandardCharsets.UTF_8);
            for (Iterator<String> lines = input.stream().iterator(); lines.hasNext(); ) {
              String line = lines.next().replace('\t', ' ').strip();
              if (!line.isEmpty()) {
                out.write(LetterCase.lower(line) + "\t" + LetterCase.labels(line) + "\n");
                written[0]++;
              }
            }
            out.flush();
          });
      streams.err().printf("Wrote %d lines to %s%n", written[0], output);
      return ExitCode.OK;
    }
  }
}
