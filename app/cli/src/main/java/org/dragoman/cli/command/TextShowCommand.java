package org.dragoman.cli.command;

import java.io.IOException;
import java.io.Writer;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.dragoman.cli.io.ExitCode;
import org.dragoman.cli.io.InputLines;
import org.dragoman.cli.io.Streams;
import org.dragoman.cli.io.VisibleText;
import org.dragoman.cli.option.EncodingOption;
import org.dragoman.cli.option.GlobalOptions;
import org.dragoman.cli.option.Positive;
import org.dragoman.cli.option.TextOptions;
import org.dragoman.runtime.text.Segmenter;
import org.dragoman.runtime.text.Vocabulary;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/**
 * {@code dragoman text show}: shows the result of each step of the text pipeline for the first
 * lines of a text.
 */
@Command(
    name = "show",
    description = "Shows what each step makes of the first lines of a text, and the way back.")
public final class TextShowCommand implements Callable<Integer> {
  @Mixin private final TextOptions text = new TextOptions();

  @Parameters(
      paramLabel = "FILE",
      defaultValue = "-",
      description =
          "The text, which may be packed by gzip or zstd. Default: standard input, also called -.")
  private Path file = InputLines.STANDARD_INPUT;

  @Option(
      names = {"-n", "--lines"},
      paramLabel = "N",
      defaultValue = "5",
      description = "How many lines are shown. Default: ${DEFAULT-VALUE}.")
  private int lines = 5;

  @Mixin private final EncodingOption encoding = new EncodingOption();

  private final Streams streams;
  private final GlobalOptions options;

  public TextShowCommand(Streams streams, GlobalOptions options) {
    this.streams = streams;
    this.options = options;
  }

  @Override
  public Integer call() throws Exception {
    Positive.check("--lines", lines);
    try (InputLines input = new InputLines(List.of(file), streams.in(), encoding.input())) {
      List<String> shown = input.stream().limit(lines).toList();
      return text.use(
          options,
          (segmenter, vocabulary) -> {
            Writer out = streams.text();
            for (int i = 0; i < shown.size(); i++) {
              show(i + 1, shown.get(i), segmenter, vocabulary, out);
            }
            out.flush();
            return ExitCode.OK;
          });
    }
  }

  private static void show(
      int number, String line, Segmenter segmenter, @Nullable Vocabulary vocabulary, Writer out)
      throws IOException {
    String normalized = segmenter.normalizer().apply(line);
    List<String> tokens = segmenter.tokens(line);
    List<String> pieces = segmenter.pieces(line);
    String back = segmenter.text(pieces);
    out.write("line %d%n".formatted(number));
    row("text", VisibleText.of(line), out);
    if (segmenter.normalizer().cleans()) {
      row("cleaned", VisibleText.of(segmenter.normalizer().cleaned(line)), out);
    }
    row("normalised", VisibleText.of(normalized), out);
    row("tokens", visible(tokens), out);
    if (segmenter.subword() != null) {
      row("pieces", visible(pieces), out);
    }
    if (vocabulary != null) {
      row("ids", ids(pieces, vocabulary), out);
      row("unknown", unknown(pieces, vocabulary), out);
    }
    String verdict = back.equals(normalized) ? "the same" : "NOT THE SAME";
    row("back", VisibleText.of(back) + "   (" + verdict + ")", out);
  }

  private static void row(String step, String value, Writer out) throws IOException {
    out.write("  %-11s %s%n".formatted(step, value));
  }

  private static String visible(List<String> pieces) {
    return pieces.stream().map(VisibleText::of).collect(Collectors.joining(" "));
  }

  private static String ids(List<String> pieces, Vocabulary vocabulary) {
    return pieces.stream()
        .map(piece -> Integer.toString(vocabulary.id(piece)))
        .collect(Collectors.joining(" "));
  }

  private static String unknown(List<String> pieces, Vocabulary vocabulary) {
    String unknown =
        visible(pieces.stream().filter(piece -> vocabulary.id(piece) == Vocabulary.UNK).toList());
    return unknown.isEmpty() ? "none" : unknown;
  }
}
