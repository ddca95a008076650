package org.dragoman.cli.command;

import java.io.IOException;
import java.io.Writer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.dragoman.cli.compare.SystemNames;
import org.dragoman.cli.evaluate.ScoreReport;
import org.dragoman.cli.evaluate.ScoreReport.ScoredSystem;
import org.dragoman.cli.io.ExitCode;
import org.dragoman.cli.io.ScoreInput;
import org.dragoman.cli.io.ScoreInput.Text;
import org.dragoman.cli.io.Streams;
import org.dragoman.cli.io.WorkProgress;
import org.dragoman.cli.option.EncodingOption;
import org.dragoman.cli.option.MetricName;
import org.dragoman.cli.option.MetricOptions;
import org.dragoman.cli.option.Positive;
import org.dragoman.cli.option.ReportFormat;
import org.dragoman.cli.option.SignificanceOptions;
import org.dragoman.evaluation.Decimals;
import org.dragoman.evaluation.Metric;
import org.dragoman.evaluation.Score;
import org.dragoman.evaluation.Statistics;
import org.dragoman.evaluation.analysis.Segmentwise;
import org.dragoman.evaluation.significance.PairedTest.Outcome;
import org.dragoman.runtime.DragomanException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code dragoman score}: scores files of translations, with sacreBLEU's options. */
@Command(
    name = "score",
    description = {
      "Scores translations against references by BLEU, chrF and TER, with sacreBLEU's numbers.",
      "Files hold a segment a line, raw text, and may be packed by gzip or zstd."
    })
public final class ScoreCommand implements Callable<Integer> {
  @Parameters(
      arity = "0..*",
      paramLabel = "REFERENCE",
      description =
          "What the translations should be, line for line; several files, several" + " references.")
  private List<Path> positional = List.of();

  @Option(
      names = {"--reference"},
      arity = "1..*",
      paramLabel = "FILE",
      description = "The same as an option.")
  private List<Path> named = List.of();

  @Option(
      names = {"--hypothesis", "-i", "--input"},
      arity = "1..*",
      paramLabel = "FILE",
      description = "The translations; several files, several systems. Default: standard input.")
  private List<Path> hypotheses = List.of();

  @Option(
      names = {"--num-refs", "-nr"},
      defaultValue = "1",
      paramLabel = "N",
      description =
          "The reference file has up to N references in columns, with tabs between. Default:"
              + " ${DEFAULT-VALUE}.")
  private int columns = 1;

  @Option(
      names = {"-m", "--metrics"},
      arity = "1..*",
      defaultValue = "bleu",
      paramLabel = "bleu|chrf|ter",
      description = "Which scores. Default: ${DEFAULT-VALUE}.")
  private List<MetricName> metrics = List.of(MetricName.BLEU);

  @Mixin private final MetricOptions options = new MetricOptions();

  @Mixin private final SignificanceOptions significance = new SignificanceOptions();

  @Option(
      names = {"--sentence-level", "-sl"},
      description = "A score for each line, of one metric; BLEU by effective order.")
  private boolean sentenceLevel;

  @Option(names = "--force", description = "No warning of text that looks tokenized.")
  private boolean force;

  @Option(
      names = {"--format", "-f"},
      defaultValue = "text",
      paramLabel = "text|json",
      description = "Lines, or objects with numbers in full. Default: ${DEFAULT-VALUE}.")
  private ReportFormat format = ReportFormat.TEXT;

  @Option(
      names = {"--width", "-w"},
      defaultValue = "2",
      paramLabel = "N",
      description = "Decimals of a score in text. Default: ${DEFAULT-VALUE}.")
  private int width = 2;

  @Option(
      names = {"--score-only", "-b"},
      description = "Nothing but the numbers, a line each.")
  private boolean scoreOnly;

  @Mixin private final EncodingOption encoding = new EncodingOption();

  private final Streams streams;

  public ScoreCommand(Streams streams) {
    this.streams = streams;
  }

  @Override
  public Integer call() throws IOException {
    List<Path> references = Stream.concat(positional.stream(), named.stream()).toList();
    check(references);
    List<Metric> asked = options.metrics(metrics, sentenceLevel);
    ScoreInput input =
        ScoreInput.read(hypotheses, references, columns, streams.in(), encoding.input());
    for (Text system : input.systems()) {
      input
          .warnings(system, force || options.isForTokenizedText())
          .forEach(warning -> streams.err().println("dragoman: warning: " + warning));
    }
    Writer out = streams.text();
    try (WorkProgress progress = WorkProgress.besideOutput(streams.err())) {
      if (sentenceLevel) {
        writeSentences(asked.get(0), input, out, progress);
      } else {
        out.write(corpora(asked, input, progress));
      }
    }
    out.flush();
    return ExitCode.OK;
  }

  private void check(List<Path> references) {
    if (references.isEmpty() && hypotheses.size() > 1) {
      Path last = hypotheses.get(hypotheses.size() - 1);
      throw DragomanException.configuration(
          "No reference was given: --hypothesis took all of %s as translations. Name the reference first, as in 'dragoman score %s --hypothesis %s'."
              .formatted(
                  hypotheses.stream().map(Path::toString).collect(Collectors.joining(", ")),
                  last,
                  hypotheses.get(0)));
    }
    if (references.isEmpty()) {
      throw DragomanException.configuration(
          "No reference was given. Name its file, as in 'dragoman score REFERENCE --hypothesis"
              + " FILE'.");
    }
    if (Positive.check("--num-refs", columns) > 1 && references.size() > 1) {
      throw DragomanException.configuration(
          "--num-refs is for one file with several references in columns; "
              + references.size()
              + " files were given.");
    }
    if (sentenceLevel && (metrics.size() > 1 || hypotheses.size() > 1)) {
      throw DragomanException.configuration(
          "--sentence-level scores one system by one metric at a time.");
    }
    if (width < 0) {
      throw DragomanException.configuration("--width must be at least 0, got " + width + ".");
    }
    significance.check(Math.max(1, hypotheses.size()));
  }

  private String corpora(List<Metric> asked, ScoreInput input, WorkProgress progress)
      throws IOException {
    List<List<Outcome>> bySystem = new ArrayList<>();
    input.systems().forEach(system -> bySystem.add(new ArrayList<>()));
    for (Metric metric : asked) {
      progress.begin(
          "scoring by " + metric.name(),
          "segments",
          () -> (long) input.systems().size() * input.references().get(0).size());
      List<List<Statistics>> statistics =
          input.systems().parallelStream()
              .map(
                  system ->
                      Segmentwise.statistics(
                          metric, system.lines(), input.references(), progress::done))
              .toList();
      List<Outcome> outcomes = significance.outcomes(metric, statistics);
      for (int i = 0; i < outcomes.size(); i++) {
        bySystem.get(i).add(outcomes.get(i));
      }
    }
    List<String> names =
        hypotheses.isEmpty() ? List.of(input.systems().get(0).name()) : SystemNames.of(hypotheses);
    List<ScoredSystem> systems =
        IntStream.range(0, bySystem.size())
            .mapToObj(i -> new ScoredSystem(names.get(i), bySystem.get(i)))
            .toList();
    if (scoreOnly) {
      StringBuilder numbers = new StringBuilder();
      systems.forEach(
          system -> system.outcomes().forEach(outcome -> numbers.append(number(outcome.score()))));
      return numbers.toString();
    }
    ScoreReport report = new ScoreReport(systems, significance.test(), width);
    return format == ReportFormat.JSON ? report.json() : report.text();
  }

  private void writeSentences(Metric metric, ScoreInput input, Writer out, WorkProgress progress)
      throws IOException {
    List<String> lines = input.systems().get(0).lines();
    progress.begin("scoring by " + metric.name(), "segments", lines::size);
    for (Statistics segment :
        Segmentwise.statistics(metric, lines, input.references(), progress::done)) {
      Score score = metric.score(segment);
      if (scoreOnly) {
        out.write(number(score));
        continue;
      }
      ScoredSystem system = new ScoredSystem("", List.of(new Outcome(score, null, null)));
      ScoreReport report = new ScoreReport(List.of(system), null, width);
      out.write(format == ReportFormat.JSON ? report.json() : report.text());
    }
  }

  private String number(Score score) {
    return Decimals.format(score.value(), width) + "\n";
  }
}
