package org.dragoman.cli.command;

import java.io.IOException;
import java.io.Writer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.Callable;
import org.dragoman.cli.io.ExitCode;
import org.dragoman.cli.io.InputLines;
import org.dragoman.cli.io.Streams;
import org.dragoman.cli.io.VisibleText;
import org.dragoman.cli.io.WorkProgress;
import org.dragoman.cli.option.EncodingOption;
import org.dragoman.cli.option.GlobalOptions;
import org.dragoman.cli.option.TextOptions;
import org.dragoman.runtime.file.InputFile;
import org.dragoman.runtime.file.TextInput;
import org.dragoman.runtime.text.Segmenter;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code dragoman text check}: checks that each line of a text can be restored from its pieces. */
@Command(
    name = "check",
    description =
        "Counts the lines that do not come back unchanged from their pieces, after normalisation,"
            + " and shows the first ten. Exits with 1 where there is any. White space and invisible"
            + " characters count: a source is not cleaned here.")
public final class TextCheckCommand implements Callable<Integer> {
  private static final int SHOWN = 10;

  @Mixin private final TextOptions text = new TextOptions();

  @Parameters(
      paramLabel = "FILE",
      arity = "0..*",
      description =
          "Texts, which may be packed by gzip or zstd. Default: standard input, also called -.")
  private List<Path> files = new ArrayList<>();

  @Mixin private final EncodingOption encoding = new EncodingOption();

  private final Streams streams;
  private final GlobalOptions options;

  public TextCheckCommand(Streams streams, GlobalOptions options) {
    this.streams = streams;
    this.options = options;
  }

  @Override
  public Integer call() throws Exception {
    files.stream()
        .filter(file -> !file.equals(InputLines.STANDARD_INPUT))
        .forEach(InputFile::requireReadable);
    // Invisible characters must be restored, too, whether or not the source is cleaned.
    return text.use(options, (segmenter, vocabulary) -> check(segmenter.cleaning(false)));
  }

  private int check(Segmenter segmenter) throws IOException {
    long changed = 0;
    Writer out = streams.text();
    TextInput texts = encoding.input();
    try (InputLines input = new InputLines(files, streams.in(), texts);
        WorkProgress progress = WorkProgress.besideOutput(streams.err())) {
      progress.begin("checking", "lines", () -> InputLines.count(files, texts));
      for (Iterator<String> lines = input.stream().iterator(); lines.hasNext(); ) {
        String line = lines.next();
        progress.done(1);
        String expected = segmenter.normalizer().apply(line);
        String back = segmenter.text(segmenter.pieces(line));
        if (!back.equals(expected)) {
          changed++;
          if (changed <= SHOWN) {
            out.write(
                "%s%n  was  %s%n  came %s%n"
                    .formatted(
                        input.nameOf(input.lines()),
                        VisibleText.of(expected),
                        VisibleText.of(back)));
          }
        }
      }
      out.write("%d of %d lines do not come back unchanged%n".formatted(changed, input.lines()));
    }
    out.flush();
    return changed == 0 ? ExitCode.OK : ExitCode.CHECK_FAILED;
  }
}
