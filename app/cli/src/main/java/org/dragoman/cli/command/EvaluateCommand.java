package org.dragoman.cli.command;

import java.io.IOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.dragoman.cli.evaluate.EvaluatedSet;
import org.dragoman.cli.evaluate.EvaluationReport;
import org.dragoman.cli.io.ExitCode;
import org.dragoman.cli.io.Interruption;
import org.dragoman.cli.io.Streams;
import org.dragoman.cli.io.WorkProgress;
import org.dragoman.cli.option.BundleOptions;
import org.dragoman.cli.option.EncodingOption;
import org.dragoman.cli.option.GlobalOptions;
import org.dragoman.cli.option.MetricName;
import org.dragoman.cli.option.MetricOptions;
import org.dragoman.cli.option.ReportFormat;
import org.dragoman.evaluation.Metric;
import org.dragoman.evaluation.analysis.WordFrequencies;
import org.dragoman.runtime.DragomanException;
import org.dragoman.runtime.bundle.BundleFolder;
import org.dragoman.runtime.bundle.Hashes;
import org.dragoman.runtime.file.AtomicFile;
import org.dragoman.runtime.file.FileRoles;
import org.dragoman.runtime.file.ParallelReader;
import org.dragoman.runtime.file.SentencePair;
import org.dragoman.runtime.file.TextInput;
import org.dragoman.translate.Translator;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code dragoman evaluate}: translates test sets and scores the translations. */
@Command(
    name = "evaluate",
    description = {
      "Translates test sets with a bundle and scores the translations: BLEU, chrF and TER with 95 %%"
          + " confidence intervals, exact match, perplexity, unknown tokens, lengths, and BLEU of"
          + " parts of the set.",
      "The result, with hashes of what was scored, is also written beside the bundle."
    })
public final class EvaluateCommand implements Callable<Integer> {
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  @Mixin private final BundleOptions bundle = new BundleOptions();

  @Option(
      names = "--source",
      required = true,
      arity = "1..*",
      paramLabel = "FILE",
      description =
          "The sentences, one a line; may be packed by gzip or zstd. Several files, several test sets.")
  private List<Path> sources = List.of();

  @Option(
      names = "--reference",
      required = true,
      arity = "1..*",
      paramLabel = "FILE",
      description = "Their translations, line for line; as many files, in the same order.")
  private List<Path> references = List.of();

  @Option(
      names = "--metrics",
      arity = "1..*",
      defaultValue = "bleu,chrf,ter",
      split = ",",
      paramLabel = "bleu|chrf|ter",
      description = "Which scores; the first is also that of the parts. Default: ${DEFAULT-VALUE}.")
  private List<MetricName> metrics = List.of(MetricName.BLEU);

  @Mixin private final MetricOptions options = new MetricOptions();

  @Option(
      names = "--training-text",
      paramLabel = "FILE",
      description =
          "The source side of the training text: also score by how often the rarest word of a"
              + " sentence occurs in it.")
  private @Nullable Path trainingText;

  @Option(
      names = {"-o", "--out"},
      paramLabel = "FILE",
      description = "Where the result is written. Default: BUNDLE.evaluation.json.")
  private @Nullable Path out;

  @Option(
      names = {"--format", "-f"},
      defaultValue = "text",
      paramLabel = "text|json",
      description = "Of what is printed: lines, or what is written. Default: ${DEFAULT-VALUE}.")
  private ReportFormat format = ReportFormat.TEXT;

  @Mixin private final EncodingOption encoding = new EncodingOption();

  private final Streams streams;
  private final GlobalOptions global;

  public EvaluateCommand(Streams streams, GlobalOptions global) {
    this.streams = streams;
    this.global = global;
  }

  @Override
  public Integer call() throws Exception {
    if (sources.size() != references.size()) {
      throw DragomanException.configuration(
          "--source names %d files, but --reference %d; give one reference for each source."
              .formatted(sources.size(), references.size()));
    }
    bundle.requireOne();
    List<Metric> asked = options.metrics(metrics, false);
    TextInput texts = encoding.input();
    Path result = result();
    FileRoles roles = new FileRoles();
    bundle.addTo(roles);
    sources.forEach(file -> roles.reads("--source", file));
    references.forEach(file -> roles.reads("--reference", file));
    roles.reads("--training-text", trainingText).writes("--out", result);
    AtomicFile.requireWritable(result);
    List<List<SentencePair>> sets = new ArrayList<>();
    for (int i = 0; i < sources.size(); i++) {
      sets.add(read(texts, sources.get(i), references.get(i)));
    }
    WordFrequencies training =
        trainingText == null ? null : WordFrequencies.of(texts.readAll(trainingText));
    try (WorkProgress progress = new WorkProgress(streams.err());
        Translator translator =
            bundle.open(
                global,
                bundle.translationOptions(1),
                builder -> builder.optProgress(progress::done))) {
      return Interruption.letFinish(
          () -> evaluate(translator, sets, asked, training, progress), PATIENCE);
    }
  }

  private int evaluate(
      Translator translator,
      List<List<SentencePair>> sets,
      List<Metric> asked,
      @Nullable WordFrequencies training,
      WorkProgress progress)
      throws IOException {
    List<EvaluatedSet> evaluations = new ArrayList<>();
    for (int i = 0; i < sets.size(); i++) {
      evaluations.add(
          EvaluatedSet.of(
              translator,
              sources.get(i),
              references.get(i),
              sets.get(i),
              asked,
              training,
              progress));
    }
    progress.close();
    EvaluationReport report =
        new EvaluationReport(
            bundle.folder(), Hashes.sha256(BundleFolder.manifest(bundle.folder())), evaluations);
    String json = report.json();
    AtomicFile.write(result(), stream -> stream.write(json.getBytes(StandardCharsets.UTF_8)));
    Writer writer = streams.text();
    writer.write(format == ReportFormat.JSON ? json : report.text());
    writer.flush();
    return ExitCode.OK;
  }

  private Path result() {
    if (out != null) {
      return out;
    }
    Path folder = bundle.folder().toAbsolutePath().normalize();
    return folder.resolveSibling(folder.getFileName() + ".evaluation.json");
  }

  private static List<SentencePair> read(TextInput texts, Path source, Path reference) {
    List<SentencePair> pairs = new ArrayList<>();
    try (ParallelReader reader = texts.open(source, reference)) {
      for (SentencePair pair = reader.next(); pair != null; pair = reader.next()) {
        pairs.add(pair);
      }
    }
    if (pairs.isEmpty()) {
      throw DragomanException.data(
          source + " and " + reference + " have no lines; there is nothing to score.");
    }
    if (pairs.stream().noneMatch(EvaluateCommand::hasBothSides)) {
      throw DragomanException.data(
          "No line has text both in %s and in %s; there is nothing to score. Are these the right files?"
              .formatted(source, reference));
    }
    return pairs;
  }

  private static boolean hasBothSides(SentencePair pair) {
    return !pair.source().isBlank() && !pair.target().isBlank();
  }
}
