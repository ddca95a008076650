package org.dragoman.cli.command;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.dragoman.cli.io.ExitCode;
import org.dragoman.cli.io.InputLines;
import org.dragoman.cli.io.Interruption;
import org.dragoman.cli.io.StandardFiles;
import org.dragoman.cli.io.Streams;
import org.dragoman.cli.io.WorkProgress;
import org.dragoman.cli.option.AlignmentFormat;
import org.dragoman.cli.option.AlignmentOptions;
import org.dragoman.cli.option.EncodingOption;
import org.dragoman.cli.option.GlobalOptions;
import org.dragoman.cli.option.ModelOptions;
import org.dragoman.cli.option.OutputOptions;
import org.dragoman.cli.option.ReportFormat;
import org.dragoman.runtime.DragomanException;
import org.dragoman.runtime.batch.ReadAhead;
import org.dragoman.runtime.file.FileRoles;
import org.dragoman.runtime.file.InputFile;
import org.dragoman.runtime.file.LineReader;
import org.dragoman.runtime.file.ParallelReader;
import org.dragoman.runtime.file.SentencePair;
import org.dragoman.runtime.file.TextInput;
import org.dragoman.runtime.text.Cleaner;
import org.dragoman.translate.DragomanRuntime;
import org.dragoman.translate.TextGenerator;
import org.dragoman.translate.TokenDetail;
import org.dragoman.translate.TokenScores;
import org.dragoman.translate.Translator;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code dragoman logprob}: the log-probabilities of given translations under the model. */
@Command(
    name = "logprob",
    description = {
      "Scores given translations: for each pair the natural logarithm of the probability that the"
          + " model gives the translation, and where asked that of each token.",
      "It also aligns them: --alignments.",
      "With a language model it scores the lines of --target by themselves; leave --source out."
    })
public final class LogprobCommand implements Callable<Integer> {
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final ObjectMapper JSON = new ObjectMapper();

  @Mixin private final ModelOptions models = new ModelOptions();

  @Option(
      names = "--source",
      paramLabel = "FILE",
      description =
          "The sentences, one a line; may be packed by gzip or zstd. Not for a language model.")
  private @Nullable Path source;

  @Option(
      names = "--target",
      required = true,
      paramLabel = "FILE",
      description = "Their translations, line for line; for a language model the text.")
  private Path target = Path.of("");

  @Option(
      names = {"--format", "-f"},
      defaultValue = "text",
      paramLabel = "text|json",
      description = "Lines, or a JSON object a line. Default: ${DEFAULT-VALUE}.")
  private ReportFormat format = ReportFormat.TEXT;

  @Option(
      names = "--tokens",
      description = "Also the log-probability of each token, the end mark the last.")
  private boolean tokens;

  @Mixin private final AlignmentOptions alignments = new AlignmentOptions();

  @Mixin private final EncodingOption encoding = new EncodingOption();

  private final Streams streams;
  private final GlobalOptions options;

  public LogprobCommand(Streams streams, GlobalOptions options) {
    this.streams = streams;
    this.options = options;
  }

  @Override
  public Integer call() throws Exception {
    InputFile.requireReadable(target);
    if (source == null) {
      return ofText();
    }
    InputFile.requireReadable(source);
    FileRoles roles = new FileRoles().reads("--source", source).reads("--target", target);
    models.addTo(roles);
    StandardFiles.addOutput(roles, "", null);
    alignments.check(roles);
    TextInput texts = encoding.input();
    try (WorkProgress progress = WorkProgress.besideOutput(streams.err());
        ParallelReader pairs = texts.open(source, target);
        Translator translator = models.builder(options).optProgress(progress::done).build()) {
      List<Path> counted = List.of(source);
      progress.begin("scoring", "pairs", () -> InputLines.count(counted, texts));
      return Interruption.letFinish(() -> score(translator, pairs, progress), PATIENCE);
    }
  }

  /** Scores a text under a language model. */
  private int ofText() throws Exception {
    if (alignments.areWanted()) {
      throw DragomanException.configuration(
          "--alignments are of translations. Give the sentences that they translate as --source.");
    }
    FileRoles roles = new FileRoles().reads("--target", target);
    models.addTo(roles);
    StandardFiles.addOutput(roles, "", null);
    TextInput texts = encoding.input();
    try (WorkProgress progress = WorkProgress.besideOutput(streams.err());
        DragomanRuntime runtime = models.runtime(options);
        TextGenerator model = runtime.openGenerator(models.folder());
        LineReader lines = texts.open(target)) {
      progress.begin("scoring", "lines", () -> InputLines.count(List.of(target), texts));
      return Interruption.letFinish(() -> score(model, lines, progress), PATIENCE);
    }
  }

  private int score(TextGenerator model, LineReader lines, WorkProgress progress)
      throws IOException {
    Totals totals = new Totals("lines");
    Writer out = streams.text();
    ReadAhead<String> windows =
        new ReadAhead<>(
            lines::readLine,
            line -> 2L * line.length(),
            model.carriesState() ? (line, next) -> !Cleaner.isBlank(line) : null);
    for (List<String> window = windows.next(); !window.isEmpty(); window = windows.next()) {
      int i = 0;
      for (TokenScores scores : model.score(window)) {
        totals.add(scores);
        totals.addCharacters(scores.targetTokens().isEmpty() ? "" : window.get(i));
        i++;
        out.write(format == ReportFormat.JSON ? json(totals.pairs, scores) : text(scores));
      }
      progress.done(window.size());
      out.flush();
    }
    progress.close();
    streams.err().println(totals.summary());
    return ExitCode.OK;
  }

  private int score(Translator translator, ParallelReader pairs, WorkProgress progress)
      throws IOException {
    Totals totals = new Totals("pairs");
    Writer out = streams.text();
    alignments.write(
        sink -> {
          ReadAhead<SentencePair> windows = windows(pairs, translator.carriesState());
          for (List<SentencePair> window = windows.next();
              !window.isEmpty();
              window = windows.next()) {
            long before = totals.pairs;
            for (TokenScores scores :
                translator.scoreTokens(
                    window,
                    alignments.detail(TokenDetail.SCORES),
                    number -> "Line " + (before + number))) {
              totals.add(scores);
              out.write(format == ReportFormat.JSON ? json(totals.pairs, scores) : text(scores));
              if (alignments.areWanted()) {
                sink.write(totals.pairs, scores);
              }
            }
            out.flush();
          }
        });
    progress.close();
    streams.err().println(totals.summary());
    return ExitCode.OK;
  }

  private static final class Totals {
    private final String unit;
    private long characters;
    private long pairs;
    private long tokens;
    private double logProbability;

    Totals(String unit) {
      this.unit = unit;
    }

    /** Counts the characters of a line, and one for its end. */
    void addCharacters(String line) {
      characters += line.isEmpty() ? 0 : line.codePointCount(0, line.length()) + 1;
    }

    void add(TokenScores scores) {
      pairs++;
      tokens += scores.logProbabilities().size();
      logProbability += scores.logProbability();
    }

    String summary() {
      String counts = "%d %s, %d tokens".formatted(pairs, unit, tokens);
      String bits =
          characters == 0
              ? ""
              : String.format(
                  Locale.ROOT,
                  ", %.4f bits per character",
                  -logProbability / Math.log(2) / characters);
      return tokens == 0
          ? counts
          : String.format(
                  Locale.ROOT,
                  "%s: log-probability %.4f, perplexity %.4f",
                  counts,
                  logProbability,
                  Math.exp(-logProbability / tokens))
              + bits;
    }
  }

  /**
   * Reads pairs in windows, so that the scores of their tokens take some ten MB at most. If the
   * model carries its state, a document is in one window.
   */
  private ReadAhead<SentencePair> windows(ParallelReader pairs, boolean carriesState) {
    return new ReadAhead<>(
        pairs::next,
        this::cost,
        carriesState ? (pair, next) -> !Cleaner.isBlank(pair.source()) : null);
  }

  private long cost(SentencePair pair) {
    long source = pair.source().length();
    long target = pair.target().length();
    return source + target + (alignments.areWanted() ? source * target / 16 : 0);
  }

  private String text(TokenScores scores) {
    StringBuilder line = new StringBuilder(number(scores.logProbability()));
    if (tokens) {
      List<String> target = AlignmentFormat.target(scores);
      for (int t = 0; t < target.size(); t++) {
        line.append('\t')
            .append(target.get(t))
            .append(' ')
            .append(number(scores.logProbabilities().get(t)));
      }
    }
    return line.append('\n').toString();
  }

  private static String number(double value) {
    return String.format(Locale.ROOT, "%.6f", value);
  }

  private String json(long line, TokenScores scores) throws IOException {
    ObjectNode node = JSON.createObjectNode();
    node.put("line", line)
        .put("log_probability", scores.logProbability())
        .put("length", scores.logProbabilities().size());
    if (tokens) {
      OutputOptions.putTokens(scores, node);
    }
    return JSON.writeValueAsString(node) + "\n";
  }
}
