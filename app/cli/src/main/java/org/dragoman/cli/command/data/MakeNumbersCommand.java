package org.dragoman.cli.command.data;

import java.io.PrintStream;
import org.dragoman.cli.data.MadeCorpus;
import org.dragoman.cli.data.NumberCorpus;
import picocli.CommandLine.Command;

/** {@code dragoman data make numbers}: writes a {@link NumberCorpus} to six files. */
@Command(
    name = "numbers",
    description = {
      "Writes English number words and their digits, up to 999,999,999, to the files"
          + " {train,dev,test}.{en,digits}.",
      "The same seed and sizes make the same files."
    })
public final class MakeNumbersCommand extends MakeCorpusCommand {
  public MakeNumbersCommand(PrintStream err) {
    super(err, "en", "digits");
  }

  @Override
  MadeCorpus generate(long seed, MadeCorpus.Sizes sizes) {
    return NumberCorpus.generate(seed, sizes);
  }
}
