package org.dragoman.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.dragoman.evaluation.Bleu;
import org.dragoman.evaluation.BleuStatistics;
import org.dragoman.runtime.DragomanException;
import org.dragoman.runtime.text.ParallelReader;
import org.dragoman.runtime.text.SentencePair;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code dragoman score}: the BLEU of a file of translations, read line by line. */
@Command(name = "score", description = "Scores translations against references by BLEU.")
final class ScoreCommand implements Callable<Integer> {
  @Option(
      names = "--hypothesis",
      required = true,
      paramLabel = "FILE",
      description = "The translations, one a line; may end in .gz.")
  private Path hypothesis = Path.of("");

  @Option(
      names = "--reference",
      required = true,
      paramLabel = "FILE",
      description = "What they should be, line for line; may end in .gz.")
  private Path reference = Path.of("");

  @Mixin private final ScoreOptions options = new ScoreOptions();

  private final Streams streams;

  ScoreCommand(Streams streams) {
    this.streams = streams;
  }

  @Override
  public Integer call() throws IOException {
    Bleu bleu = options.bleu();
    options.print(bleu.score(statistics(bleu)), streams);
    return ExitCode.OK;
  }

  private BleuStatistics statistics(Bleu bleu) {
    BleuStatistics sum = BleuStatistics.zero(bleu.options().maxOrder());
    try (ParallelReader reader = ParallelReader.open(hypothesis, reference)) {
      for (SentencePair pair = reader.next(); pair != null; pair = reader.next()) {
        sum = sum.plus(bleu.statistics(pair.source(), List.of(pair.target())));
      }
      if (reader.lineNumber() == 0) {
        throw DragomanException.data(
            hypothesis + " and " + reference + " have no lines; there is nothing to score.");
      }
    }
    return sum;
  }
}
