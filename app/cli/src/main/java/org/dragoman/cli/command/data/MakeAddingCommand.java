package org.dragoman.cli.command.data;

import java.io.PrintStream;
import java.util.Random;
import org.dragoman.cli.data.MadeCorpus;
import org.dragoman.runtime.file.SentencePair;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * {@code dragoman data make adding}: the adding problem of Hochreiter and Schmidhuber 1997, with
 * digits in place of real numbers, so that a translator can write the sum.
 */
@Command(
    name = "adding",
    description = {
      "Writes the adding problem to the files {train,dev,test}.{digits,sum}: digits of which two"
          + " are marked with +, one in either half, and the sum of these two.",
      "The same seed and sizes make the same files."
    })
public final class MakeAddingCommand extends MakeCorpusCommand {
  private static final int DIGITS = 10;

  @Option(
      names = "--length",
      defaultValue = "20",
      paramLabel = "N",
      description = "Digits of a line. Default: ${DEFAULT-VALUE}.")
  private int length;

  public MakeAddingCommand(PrintStream err) {
    super(err, "digits", "sum");
  }

  @Override
  MadeCorpus generate(long seed, MadeCorpus.Sizes sizes) {
    if (length < 2) {
      throw new IllegalArgumentException("--length must be at least 2, got " + length);
    }
    return MadeCorpus.draw(seed, sizes, this::pair);
  }

  private SentencePair pair(Random random) {
    int middle = length / 2;
    int first = random.nextInt(middle);
    int second = middle + random.nextInt(length - middle);
    StringBuilder line = new StringBuilder();
    int sum = 0;
    for (int i = 0; i < length; i++) {
      int digit = random.nextInt(DIGITS);
      boolean marked = i == first || i == second;
      line.append(i == 0 ? "" : " ").append(marked ? "+" : "").append(digit);
      sum += marked ? digit : 0;
    }
    return new SentencePair(line.toString(), Integer.toString(sum));
  }
}
