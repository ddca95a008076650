package org.dragoman.cli;

import java.io.IOException;
import java.io.Writer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import org.dragoman.evaluation.Metric;
import org.dragoman.runtime.DragomanException;
import org.dragoman.runtime.inference.Translation;
import org.dragoman.runtime.inference.Translator;
import org.dragoman.runtime.text.ParallelReader;
import org.dragoman.runtime.text.SentencePair;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code dragoman evaluate}: translates a file and scores the translations. */
@Command(name = "evaluate", description = "Translates a file and scores the translations by BLEU.")
final class EvaluateCommand implements Callable<Integer> {
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  @Mixin private final BundleOptions bundle = new BundleOptions();

  @Option(
      names = "--source",
      required = true,
      paramLabel = "FILE",
      description = "The sentences, one a line; may end in .gz.")
  private Path source = Path.of("");

  @Option(
      names = "--reference",
      required = true,
      paramLabel = "FILE",
      description = "Their translations, line for line; may end in .gz.")
  private Path reference = Path.of("");

  @Mixin private final MetricOptions score = new MetricOptions();

  private final Streams streams;
  private final GlobalOptions options;

  EvaluateCommand(Streams streams, GlobalOptions options) {
    this.streams = streams;
    this.options = options;
  }

  @Override
  public Integer call() throws Exception {
    List<SentencePair> pairs = read();
    try (Translator translator = bundle.open(1, options)) {
      return Interruption.letFinish(() -> score(translator, pairs), PATIENCE);
    }
  }

  private int score(Translator translator, List<SentencePair> pairs) throws IOException {
    List<String> translations =
        translator.translate(pairs.stream().map(SentencePair::source).toList()).stream()
            .map(Translation::text)
            .toList();
    List<String> references = pairs.stream().map(SentencePair::target).toList();
    Metric bleu = score.metrics(List.of(MetricName.BLEU), false).get(0);
    Writer out = streams.text();
    out.write(bleu.corpus(translations, List.of(references)).formatWithSignature() + "\n");
    out.flush();
    return ExitCode.OK;
  }

  private List<SentencePair> read() {
    List<SentencePair> pairs = ParallelReader.readAll(source, reference);
    if (pairs.isEmpty()) {
      throw DragomanException.data(
          source + " and " + reference + " have no lines; there is nothing to score.");
    }
    return pairs;
  }
}
