package org.dragoman.cli.command;

import java.io.PrintStream;
import org.dragoman.cli.data.DateCorpus;
import org.dragoman.cli.data.MadeCorpus;
import picocli.CommandLine.Command;

/** {@code dragoman data make dates}: writes a {@link DateCorpus} to six files. */
@Command(
    name = "dates",
    description = {
      "Writes dates as numbers (four digits of the year, month, day, day of the week) and as English"
          + " words to the files {train,dev,test}.{numbers,en}: a corpus for a generator.",
      "The same seed and sizes make the same files."
    })
public final class MakeDatesCommand extends MakeCorpusCommand {
  public MakeDatesCommand(PrintStream err) {
    super(err, "numbers", "en");
  }

  @Override
  MadeCorpus generate(long seed, MadeCorpus.Sizes sizes) {
    return DateCorpus.generate(seed, sizes);
  }
}
