package org.dragoman.cli.command;

import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;
import org.dragoman.cli.io.ExitCode;
import org.dragoman.cli.io.InputLines;
import org.dragoman.cli.io.Interruption;
import org.dragoman.cli.io.StandardFiles;
import org.dragoman.cli.io.Streams;
import org.dragoman.cli.io.WorkProgress;
import org.dragoman.cli.option.EncodingOption;
import org.dragoman.cli.option.GlobalOptions;
import org.dragoman.cli.option.ModelOptions;
import org.dragoman.cli.option.OutputOptions;
import org.dragoman.plugins.search.LengthNormalization;
import org.dragoman.runtime.DragomanException;
import org.dragoman.runtime.batch.ReadAhead;
import org.dragoman.runtime.file.AtomicFile;
import org.dragoman.runtime.file.FileRoles;
import org.dragoman.runtime.file.InputFile;
import org.dragoman.runtime.file.LineReader;
import org.dragoman.runtime.file.SentencePair;
import org.dragoman.runtime.file.TextInput;
import org.dragoman.translate.DragomanRuntime;
import org.dragoman.translate.TextGenerator;
import org.dragoman.translate.TokenDetail;
import org.dragoman.translate.TokenScores;
import org.dragoman.translate.Translator;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code dragoman rescore}: re-ranks an n-best list by another model. */
@Command(
    name = "rescore",
    description =
        "Re-ranks an n-best list, as translate --n-best writes it, by the scores of a model. The"
            + " result has the same form, with the new scores. The model is a translator, or a"
            + " language model of the target language.")
public final class RescoreCommand implements Callable<Integer> {
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  /** As in Moses' lists: {@code LM0= -2.5}. */
  private static final Pattern FEATURES = Pattern.compile("\\S= *-?[0-9]");

  @Mixin private final ModelOptions models = new ModelOptions();

  @Option(
      names = "--source",
      paramLabel = "FILE",
      description =
          "What was translated, one sentence a line; may be packed by gzip or zstd. Not for a"
              + " language model, which scores the candidates alone.")
  private @Nullable Path source;

  @Option(
      names = "--nbest",
      required = true,
      paramLabel = "FILE",
      description = "The n-best list: LINE ||| text ||| score, lines counted from 1.")
  private Path nBest = Path.of("");

  @Option(
      names = "--length-normalization",
      defaultValue = "average",
      paramLabel = "none|average|wu",
      description =
          "What the log-probability is divided by: 1, length^alpha or ((5 + length) / 6)^alpha."
              + " Default: ${DEFAULT-VALUE}.")
  private LengthNormalization normalization = LengthNormalization.AVERAGE;

  @Option(
      names = "--alpha",
      defaultValue = "1",
      paramLabel = "A",
      description = "Strength of the length normalisation. Default: ${DEFAULT-VALUE}.")
  private double alpha = 1;

  @Option(
      names = "--weight",
      defaultValue = "1",
      paramLabel = "W",
      description =
          "The new score is W times the model's and 1 - W times the list's. Default:"
              + " ${DEFAULT-VALUE}.")
  private double weight = 1;

  @Option(
      names = {"-o", "--output"},
      paramLabel = "OUT",
      description = "File to write, put in place when it is whole. Default: standard output.")
  private @Nullable Path output;

  @Mixin private final EncodingOption encoding = new EncodingOption();

  private final Streams streams;
  private final GlobalOptions options;

  public RescoreCommand(Streams streams, GlobalOptions options) {
    this.streams = streams;
    this.options = options;
  }

  @Override
  public Integer call() throws Exception {
    if (!(weight >= 0 && weight <= 1)) {
      throw DragomanException.configuration("--weight must be from 0 to 1, got " + weight + ".");
    }
    if (!(alpha >= 0 && alpha < Double.POSITIVE_INFINITY)) {
      throw DragomanException.configuration("--alpha must be at least 0, got " + alpha + ".");
    }
    InputFile.requireReadable(nBest);
    FileRoles roles = new FileRoles().reads("--source", source).reads("--nbest", nBest);
    models.addTo(roles);
    StandardFiles.addOutput(roles, "--output", output);
    TextInput texts = encoding.input();
    if (source == null) {
      return byText(texts);
    }
    List<String> sources = texts.readAll(source);
    try (WorkProgress progress = WorkProgress.besideOutput(streams.err());
        LineReader list = texts.open(nBest);
        Translator translator = models.builder(options).optProgress(progress::done).build()) {
      if (translator.carriesState()) {
        throw DragomanException.configuration(
            "The model begins a sentence with what the one before it left, so candidates cannot be"
                + " scored one by one. Take a model without model.encoder.carry-state.");
      }
      progress.begin("scoring", "candidates", () -> InputLines.count(List.of(nBest), texts));
      return Interruption.letFinish(
          () -> rescore(window -> scores(translator, sources, window), sources, list), PATIENCE);
    }
  }

  /** Rescores by a language model. */
  private int byText(TextInput texts) throws Exception {
    try (LineReader list = texts.open(nBest);
        DragomanRuntime runtime = models.runtime(options);
        TextGenerator model = runtime.openGenerator(models.folder())) {
      if (model.carriesState()) {
        throw DragomanException.configuration(
            "The model begins a line with what the one before it left, so candidates cannot be"
                + " scored one by one. Take a model without model.carry-state.");
      }
      return Interruption.letFinish(
          () ->
              rescore(window -> model.score(window.stream().map(Entry::text).toList()), null, list),
          PATIENCE);
    }
  }

  /** Scores the candidates of a window. */
  @FunctionalInterface
  private interface Scoring {
    List<TokenScores> of(List<Entry> window);
  }

  private int rescore(Scoring scoring, @Nullable List<String> sources, LineReader list)
      throws IOException {
    if (output == null) {
      write(scoring, sources, list, streams.out());
    } else {
      AtomicFile.write(output, out -> write(scoring, sources, list, out));
    }
    return ExitCode.OK;
  }

  /** A line of the list. */
  private record Entry(int line, String text, double score) {}

  private void write(
      Scoring scoring, @Nullable List<String> sources, LineReader list, OutputStream stream)
      throws IOException {
    Writer out = new OutputStreamWriter(stream, StandardCharsets.UTF_8);
    AtomicInteger before = new AtomicInteger(1);
    ReadAhead<Entry> windows =
        new ReadAhead<>(
            () -> {
              Entry entry = read(list, sources, before.get());
              before.set(entry == null ? 0 : entry.line());
              return entry;
            },
            entry ->
                entry.text().length()
                    + (sources == null ? 0 : sources.get(entry.line() - 1).length()),
            (entry, next) -> entry.line() == next.line());
    for (List<Entry> window = windows.next(); !window.isEmpty(); window = windows.next()) {
      write(rescored(scoring.of(window), window), out);
    }
    out.flush();
  }

  /**
   * Reads the next entry; returns null at the end.
   *
   * @param before the line number of the previous entry; the candidates of a line must be
   *     consecutive
   */
  private @Nullable Entry read(LineReader list, @Nullable List<String> sources, int before) {
    String line = list.readLine();
    if (line == null) {
      return null;
    }
    String mark = " ||| ";
    int first = line.indexOf(mark);
    int last = line.lastIndexOf(mark);
    // If the text is empty, the two separators share a space.
    if (first < 0 || last < first + mark.length() - 1) {
      throw malformed(list, "expected LINE ||| text ||| score, got '" + line + "'");
    }
    int second = line.indexOf(mark, first + mark.length() - 1);
    if (second < last && FEATURES.matcher(line.substring(second, last)).find()) {
      throw malformed(
          list, "expected LINE ||| text ||| score, got a column of features too. Leave it out");
    }
    int number = whole(line.substring(0, first).strip());
    double score = number(line.substring(last + mark.length()).strip());
    if (number < 0 || Double.isNaN(score)) {
      throw malformed(list, "expected LINE ||| text ||| score, got '" + line + "'");
    }
    if (number == 0 || (sources != null && number > sources.size())) {
      throw malformed(
          list,
          sources == null
              ? "it is of line 0, and lines are counted from 1"
              : "it is of line %d, but %s has %d lines, counted from 1"
                  .formatted(number, source, sources.size()));
    }
    if (number < before) {
      throw malformed(
          list,
          "it is of line %d, after one of line %d. Sort the list by line"
              .formatted(number, before));
    }
    String text = line.substring(Math.min(last, first + mark.length()), last);
    return new Entry(number, text, score);
  }

  private static DragomanException malformed(LineReader list, String problem) {
    return DragomanException.data(
        "%s, line %d: %s.".formatted(list.name(), list.lineNumber(), problem));
  }

  private static int whole(String text) {
    try {
      return Integer.parseInt(text);
    } catch (NumberFormatException e) {
      return -1;
    }
  }

  private static double number(String text) {
    try {
      return Double.parseDouble(text);
    } catch (NumberFormatException e) {
      return Double.NaN;
    }
  }

  private static List<TokenScores> scores(
      Translator translator, List<String> sources, List<Entry> entries) {
    List<SentencePair> pairs =
        entries.stream()
            .map(entry -> new SentencePair(sources.get(entry.line() - 1), entry.text()))
            .toList();
    return translator.scoreTokens(
        pairs,
        TokenDetail.SCORES,
        number -> "A candidate of line " + entries.get((int) number - 1).line());
  }

  private List<Entry> rescored(List<TokenScores> scores, List<Entry> entries) {
    List<Entry> rescored = new ArrayList<>();
    for (int i = 0; i < entries.size(); i++) {
      int length = scores.get(i).logProbabilities().size();
      double own = scores.get(i).logProbability() / normalization.divisor(length, alpha);
      Entry entry = entries.get(i);
      double score = weight == 1 ? own : weight * own + (1 - weight) * entry.score();
      rescored.add(new Entry(entry.line(), entry.text(), score));
    }
    return rescored;
  }

  /** Writes the candidates of each line best first; among equal ones the earlier comes first. */
  private static void write(List<Entry> entries, Writer out) throws IOException {
    for (int from = 0, to; from < entries.size(); from = to) {
      to = from + 1;
      while (to < entries.size() && entries.get(to).line() == entries.get(from).line()) {
        to++;
      }
      List<Entry> group = new ArrayList<>(entries.subList(from, to));
      group.sort(Comparator.comparingDouble(Entry::score).reversed());
      for (Entry entry : group) {
        out.write(OutputOptions.nBestLine(entry.line(), entry.text(), entry.score()));
      }
    }
  }
}
