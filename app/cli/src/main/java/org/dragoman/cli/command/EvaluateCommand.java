package org.dragoman.cli.command;

import java.io.IOException;
import java.io.InputStream;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.dragoman.cli.evaluate.DataEvaluation;
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
import org.dragoman.cli.option.Positive;
import org.dragoman.cli.option.ReportFormat;
import org.dragoman.corpus.Corpus;
import org.dragoman.corpus.CorpusScan;
import org.dragoman.evaluation.Metric;
import org.dragoman.evaluation.analysis.WordFrequencies;
import org.dragoman.runtime.DragomanException;
import org.dragoman.runtime.bundle.BundleFolder;
import org.dragoman.runtime.bundle.Hashes;
import org.dragoman.runtime.file.AtomicFile;
import org.dragoman.runtime.file.FileRoles;
import org.dragoman.runtime.file.InputFile;
import org.dragoman.runtime.file.ParallelReader;
import org.dragoman.runtime.file.SentencePair;
import org.dragoman.runtime.file.TextInput;
import org.dragoman.runtime.model.LanguageModelConfig;
import org.dragoman.runtime.model.ModelConfig;
import org.dragoman.runtime.model.TaggerConfig;
import org.dragoman.training.task.Baseline;
import org.dragoman.training.task.ModelTest;
import org.dragoman.training.validation.Measure;
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
      "A language model, classifier, tagger or generator is scored on --data: perplexity and bits"
          + " per character, accuracy, F1 and which labels were given for which, or exact match.",
      "The result, with hashes of what was scored, is also written beside the bundle."
    })
public final class EvaluateCommand implements Callable<Integer> {
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  @Mixin private final BundleOptions bundle = new BundleOptions();

  @Option(
      names = "--source",
      arity = "1..*",
      paramLabel = "FILE",
      description =
          "The sentences, one a line; may be packed by gzip or zstd. Several files, several test sets.")
  private List<Path> sources = List.of();

  @Option(
      names = "--reference",
      arity = "1..*",
      paramLabel = "FILE",
      description = "Their translations, line for line; as many files, in the same order.")
  private List<Path> references = List.of();

  @Option(
      names = "--data",
      arity = "1..*",
      paramLabel = "FILE",
      description =
          "For a model that does not translate, in place of --source and --reference: files of the"
              + " form that it was trained on. Text for a language model, a table (TSV) of text and"
              + " label for a classifier, of numbers and text for a generator, one token a line with"
              + " its label (CoNLL) for a tagger.")
  private List<Path> data = List.of();

  @Option(
      names = "--tsv",
      description =
          "The data of a tagger is a table, too: a text, a tab, and the labels of its tokens.")
  private boolean table;

  @Option(
      names = "--columns",
      split = ",",
      paramLabel = "A,B",
      description =
          "The columns of a table, counted from 1: those of text and label, or of numbers and text."
              + " Default: 1,2.")
  private @Nullable List<Integer> columns;

  @Option(
      names = "--baseline",
      paramLabel = "FILE",
      description =
          "Also score a model without a network that learns this file, of the form of --data: n-grams"
              + " with Kneser-Ney smoothing for a language model, naive Bayes over characters for a"
              + " classifier, the most frequent label of each token for a tagger.")
  private @Nullable Path baseline;

  @Option(
      names = "--order",
      defaultValue = "5",
      paramLabel = "N",
      description = "The longest n-gram of the baseline of a language model. Default: 5.")
  private int order = 5;

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
    if (!data.isEmpty()) {
      return ofData();
    }
    if (baseline != null) {
      throw DragomanException.configuration(
          "--baseline goes with --data, for a model that does not translate.");
    }
    if (sources.isEmpty() || columns != null) {
      throw DragomanException.configuration(
          columns != null
              ? "--columns are those of a table of --data. Leave them out with --source."
              : "Give a test set: --source and --reference for a translator, --data for another"
                  + " model.");
    }
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

  private int ofData() throws Exception {
    if (!sources.isEmpty() || !references.isEmpty() || trainingText != null) {
      throw DragomanException.configuration(
          "--source, --reference and --training-text are for translators, --data is for other"
              + " models. Give one of the two.");
    }
    Path result = result();
    FileRoles roles = new FileRoles();
    bundle.addTo(roles);
    data.forEach(file -> roles.reads("--data", file));
    roles.reads("--baseline", baseline).writes("--out", result);
    data.forEach(InputFile::requireReadable);
    if (baseline != null) {
      InputFile.requireReadable(baseline);
    }
    Baseline simple = new Baseline(Positive.check("--order", order));
    AtomicFile.requireWritable(result);
    DataEvaluation evaluation =
        bundle.withBundle(
            global,
            (torch, registry, opened) -> {
              List<DataEvaluation.ScoredFile> sets = new ArrayList<>();
              List<SentencePair> learned =
                  baseline == null ? List.of() : read(baseline, opened.config().model());
              for (Path file : data) {
                List<SentencePair> corpus = read(file, opened.config().model());
                List<Measure> simplest =
                    baseline == null ? List.of() : simple.of(opened, learned, corpus);
                ModelTest test = ModelTest.of(torch, registry, opened, file.toString(), corpus);
                sets.add(
                    new DataEvaluation.ScoredFile(
                        file, Hashes.sha256(file), corpus.size(), test, simplest));
              }
              return new DataEvaluation(
                  bundle.folder(), Hashes.sha256(BundleFolder.manifest(bundle.folder())), sets);
            });
    print(evaluation.json(), evaluation.text());
    return ExitCode.OK;
  }

  private List<SentencePair> read(Path file, ModelConfig model) {
    String name = file.toString();
    String text = model instanceof LanguageModelConfig ? name : null;
    String conll = model instanceof TaggerConfig && !table ? name : null;
    if (model.isParallel()) {
      throw DragomanException.configuration(
          "The bundle holds a translator. Give its test set as --source and --reference.");
    }
    if (text != null && columns != null) {
      throw DragomanException.configuration(
          "--columns are those of a table, and a language model reads text. Leave them out.");
    }
    Corpus corpus =
        new Corpus(
            null,
            null,
            null,
            text == null && conll == null ? name : null,
            columns,
            null,
            null,
            null,
            text,
            conll,
            encoding.name(),
            1);
    List<SentencePair> examples = new ArrayList<>();
    new CorpusScan(InputStream::nullInputStream)
        .read(null, corpus, (line, example) -> examples.add(example));
    if (examples.isEmpty()) {
      throw DragomanException.data(file + " has no examples; there is nothing to score.");
    }
    return examples;
  }

  private void print(String json, String text) throws IOException {
    AtomicFile.write(result(), stream -> stream.write(json.getBytes(StandardCharsets.UTF_8)));
    Writer writer = streams.text();
    writer.write(format == ReportFormat.JSON ? json : text);
    writer.flush();
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
    print(report.json(), report.text());
    return ExitCode.OK;
  }

  private Path result() {
    if (out != null) {
      return out;
    }
    Path folder = bundle.folder().toAbsolutePath().normalize();
    return folder.resolveSibling(folder.getFileName() + ".evaluation.json");
  }

  /** Reads a test set that has a line with text on both sides. */
  static List<SentencePair> read(TextInput texts, Path source, Path reference) {
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
