package org.dragoman.cli.command.data;

import java.io.PrintStream;
import java.util.Random;
import org.dragoman.cli.data.MadeCorpus;
import org.dragoman.runtime.file.SentencePair;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * {@code dragoman data make copy}: the copy task, after Hochreiter and Schmidhuber 1997 and Graves
 * et al. 2014 (arXiv:1410.5401). The model must write again, after a delay, what it has read.
 */
@Command(
    name = "copy",
    description = {
      "Writes the copy task to the files {train,dev,test}.{symbols,copy}: random symbols, and"
          + " perhaps blanks after them, and the same symbols.",
      "The same seed and sizes make the same files."
    })
public final class MakeCopyCommand extends MakeCorpusCommand {
  private static final int LETTERS = 26;

  @Option(
      names = "--symbols",
      defaultValue = "8",
      paramLabel = "N",
      description = "Symbols to draw from: the first N letters. Default: ${DEFAULT-VALUE}.")
  private int symbols;

  @Option(
      names = "--shortest",
      defaultValue = "1",
      paramLabel = "N",
      description = "Symbols of the shortest line. Default: ${DEFAULT-VALUE}.")
  private int shortest;

  @Option(
      names = "--longest",
      defaultValue = "20",
      paramLabel = "N",
      description = "Symbols of the longest line. Default: ${DEFAULT-VALUE}.")
  private int longest;

  @Option(
      names = "--delay",
      defaultValue = "0",
      paramLabel = "N",
      description = "Blanks (_) after the symbols. Default: ${DEFAULT-VALUE}.")
  private int delay;

  public MakeCopyCommand(PrintStream err) {
    super(err, "symbols", "copy");
  }

  @Override
  MadeCorpus generate(long seed, MadeCorpus.Sizes sizes) {
    if (symbols < 1 || symbols > LETTERS) {
      throw new IllegalArgumentException("--symbols must be from 1 to 26, got " + symbols);
    }
    if (shortest < 1 || longest < shortest || delay < 0) {
      throw new IllegalArgumentException(
          "--shortest must be at least 1, --longest at least as much, and --delay at least 0, got %d, %d and %d"
              .formatted(shortest, longest, delay));
    }
    return MadeCorpus.draw(seed, sizes, this::pair);
  }

  private SentencePair pair(Random random) {
    int length = shortest + random.nextInt(longest - shortest + 1);
    StringBuilder line = new StringBuilder();
    for (int i = 0; i < length; i++) {
      line.append(i == 0 ? "" : " ").append((char) ('a' + random.nextInt(symbols)));
    }
    String copy = line.toString();
    return new SentencePair(copy + " _".repeat(delay), copy);
  }
}
