package org.dragoman.cli.command.data;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.DoubleStream;
import org.dragoman.cli.data.BestLines;
import org.dragoman.cli.data.FilteredFiles;
import org.dragoman.cli.io.ExitCode;
import org.dragoman.cli.io.InputLines;
import org.dragoman.cli.io.Interruption;
import org.dragoman.cli.io.Streams;
import org.dragoman.cli.io.WorkProgress;
import org.dragoman.cli.option.DeviceOption;
import org.dragoman.cli.option.EncodingOption;
import org.dragoman.cli.option.GlobalOptions;
import org.dragoman.cli.option.InstalledPlugins;
import org.dragoman.runtime.DragomanException;
import org.dragoman.runtime.batch.BatchLimits;
import org.dragoman.runtime.batch.ReadAhead;
import org.dragoman.runtime.bundle.Bundle;
import org.dragoman.runtime.bundle.BundleFolder;
import org.dragoman.runtime.bundle.BundleSource;
import org.dragoman.runtime.bundle.PipelineCompatibility;
import org.dragoman.runtime.engine.Torch;
import org.dragoman.runtime.file.AtomicFile;
import org.dragoman.runtime.file.FileRoles;
import org.dragoman.runtime.file.InputFile;
import org.dragoman.runtime.file.SentencePair;
import org.dragoman.runtime.file.TextInput;
import org.dragoman.runtime.inference.CrossEntropyDifference;
import org.dragoman.runtime.inference.CrossEntropyDifference.Difference;
import org.dragoman.runtime.inference.CrossEntropyDifference.Kind;
import org.dragoman.runtime.inference.TextLikelihood;
import org.dragoman.runtime.model.LanguageModel;
import org.dragoman.runtime.plugin.Registry;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code dragoman data filter}: keeps the lines that are most like a domain. */
@Command(
    name = "filter",
    description = {
      "Keeps the lines of a text or of parallel texts that are most like a domain, by two language"
          + " models (Moore and Lewis 2010): the score of a line is its cross-entropy for each token"
          + " under the model of the domain less that under the general model. The lowest scores"
          + " are kept, in the order of the file.",
      "Both models must have the same text pipeline and vocabulary."
    })
public final class DataFilterCommand implements Callable<Integer> {
  private static final Duration PATIENCE = Duration.ofSeconds(10);
  private static final int LONGEST = 1000;

  /** The texts that the models read. */
  private enum Side {
    SOURCE,
    TARGET
  }

  /** How much is kept; one must be chosen. */
  private static final class Amount {
    @Option(names = "--keep", paramLabel = "N", description = "Keep the best N lines.")
    private @Nullable Long keep;

    @Option(
        names = "--share",
        paramLabel = "P",
        description = "Keep the best part P of the lines, above 0 and at most 1.")
    private @Nullable Double share;

    @Option(
        names = "--threshold",
        paramLabel = "X",
        description = "Keep the lines that score at most X nats for each token.")
    private @Nullable Double threshold;
  }

  @Parameters(
      arity = "1..2",
      paramLabel = "FILE",
      description =
          "A text, or a source and its translations line for line; may be packed by gzip or zstd.")
  private List<Path> files = List.of();

  @Option(
      names = "--in-domain",
      required = true,
      paramLabel = "LM",
      description = "The bundle of a language model of the domain.")
  private Path inDomain = Path.of("");

  @Option(
      names = "--general",
      required = true,
      paramLabel = "LM",
      description = "The bundle of a language model of texts in general, such as of these lines.")
  private Path general = Path.of("");

  @Option(
      names = "--side",
      defaultValue = "source",
      paramLabel = "source|target",
      description =
          "Which of two parallel texts the models read. Default: ${DEFAULT-VALUE}, the first.")
  private Side side = Side.SOURCE;

  @ArgGroup(multiplicity = "1")
  private final Amount amount = new Amount();

  @Option(
      names = {"-o", "--output"},
      required = true,
      paramLabel = "OUT",
      description = "File to write; of two parallel texts give it twice, in the same order.")
  private List<Path> outputs = List.of();

  @Option(
      names = "--scores",
      paramLabel = "OUT",
      description = "Also write the score of each line of the input, or nan where it has none.")
  private @Nullable Path scores;

  @Mixin private final DeviceOption device = new DeviceOption();

  @Mixin private final EncodingOption encoding = new EncodingOption();

  private final Streams streams;
  private final GlobalOptions options;

  public DataFilterCommand(Streams streams, GlobalOptions options) {
    this.streams = streams;
    this.options = options;
  }

  @Override
  public Integer call() throws Exception {
    checkAmount();
    checkFiles();
    TextInput texts = encoding.input();
    FilteredFiles lines = new FilteredFiles(texts, files);
    try (WorkProgress progress = new WorkProgress(streams.err())) {
      return InstalledPlugins.use(
          device.name(),
          options,
          (torch, registry) -> {
            try (Bundle near = open(inDomain, torch, registry);
                Bundle far = open(general, torch, registry)) {
              CrossEntropyDifference measure = measure(torch, near, far);
              progress.begin(
                  "scoring", "lines", () -> InputLines.count(files.subList(0, 1), texts));
              return Interruption.letFinish(() -> filter(lines, measure, progress), PATIENCE);
            }
          });
    }
  }

  private static Bundle open(Path folder, Torch torch, Registry registry) {
    return Bundle.open(BundleSource.folder(folder), torch, registry);
  }

  private void checkAmount() {
    if (amount.keep != null && amount.keep < 1) {
      throw DragomanException.configuration("--keep must be at least 1, got " + amount.keep + ".");
    }
    if (amount.share != null && !(amount.share > 0 && amount.share <= 1)) {
      throw DragomanException.configuration(
          "--share must be above 0 and at most 1, got " + amount.share + ".");
    }
    if (amount.threshold != null && amount.threshold.isNaN()) {
      throw DragomanException.configuration("--threshold must be a number, got nan.");
    }
  }

  private void checkFiles() {
    if (files.size() != outputs.size()) {
      throw DragomanException.configuration(
          "%d files are read, and --output names %d. Give --output once for each file, in the same order."
              .formatted(files.size(), outputs.size()));
    }
    if (files.size() == 1 && side == Side.TARGET) {
      throw DragomanException.configuration(
          "--side target is of two parallel texts, and there is one file.");
    }
    FileRoles roles = new FileRoles();
    roles.readsFolder("--in-domain", BundleFolder.of(inDomain));
    roles.readsFolder("--general", BundleFolder.of(general));
    for (Path file : files) {
      InputFile.requireReadable(file);
      if (!Files.isRegularFile(file)) {
        throw DragomanException.configuration(
            file + " is read twice, so it must be a file, and no pipe. Save it first.");
      }
      roles.reads("the text", file);
    }
    outputs.forEach(output -> roles.writes("--output", output));
    roles.writes("--scores", scores);
    outputs.forEach(AtomicFile::requireWritable);
    if (scores != null) {
      AtomicFile.requireWritable(scores);
    }
  }

  private CrossEntropyDifference measure(Torch torch, Bundle near, Bundle far) {
    LanguageModel model = near.model(LanguageModel.class, "language model");
    LanguageModel other = far.model(LanguageModel.class, "language model");
    PipelineCompatibility.difference(near, far)
        .ifPresent(
            difference -> {
              throw DragomanException.configuration(
                  ("%s and %s cannot be compared: %s. Train one with the files of the other: the same"
                          + " normalization, tokenizer and casing in text.shared, subword-file and"
                          + " vocabulary.file.")
                      .formatted(inDomain, general, difference));
            });
    if (model.carriesState() || other.carriesState()) {
      throw DragomanException.configuration(
          "A model begins a line with what the one before it left, so lines cannot be scored one by"
              + " one. Take a model without model.carry-state.");
    }
    return new CrossEntropyDifference(
        new TextLikelihood(torch, model, BatchLimits.DEFAULTS),
        new TextLikelihood(torch, other, BatchLimits.DEFAULTS),
        near.pipelines().source(),
        LONGEST);
  }

  private int filter(FilteredFiles lines, CrossEntropyDifference measure, WorkProgress progress) {
    Map<Kind, Long> kinds = new EnumMap<>(Kind.class);
    double[] found = score(lines, measure, progress, kinds);
    long all = found.length;
    if (kinds.getOrDefault(Kind.SCORED, 0L) == 0) {
      throw DragomanException.data("%s has no line to score.".formatted(scored()));
    }
    BitSet chosen = best(all).of(found);
    if (chosen.isEmpty()) {
      throw DragomanException.data(
          String.format(
              Locale.ROOT,
              "No line scores at most %s; the least score is %.4f. Give a greater --threshold.",
              amount.threshold,
              Arrays.stream(found).filter(score -> !Double.isNaN(score)).min().orElseThrow()));
    }
    lines.write(chosen, outputs);
    writeScores(found);
    progress.close();
    streams.err().println(summary(chosen, found, kinds));
    return ExitCode.OK;
  }

  private Path scored() {
    return files.get(side == Side.SOURCE ? 0 : 1);
  }

  private BestLines best(long all) {
    if (amount.threshold != null) {
      return new BestLines(amount.threshold, Long.MAX_VALUE);
    }
    return new BestLines(
        Double.POSITIVE_INFINITY,
        amount.share == null
            ? amount.keep == null ? all : amount.keep
            : Math.max(1, Math.round(amount.share * all)));
  }

  private double[] score(
      FilteredFiles files,
      CrossEntropyDifference measure,
      WorkProgress progress,
      Map<Kind, Long> kinds) {
    DoubleStream.Builder found = DoubleStream.builder();
    try (FilteredFiles.Lines lines = files.open()) {
      ReadAhead<SentencePair> windows = new ReadAhead<>(lines::next, pair -> read(pair).length());
      for (List<SentencePair> window = windows.next(); !window.isEmpty(); window = windows.next()) {
        for (Difference difference : measure.of(window.stream().map(this::read).toList())) {
          found.add(difference.nats());
          kinds.merge(difference.kind(), 1L, Long::sum);
        }
        progress.done(window.size());
      }
    }
    return found.build().toArray();
  }

  private String read(SentencePair pair) {
    return side == Side.SOURCE ? pair.source() : pair.target();
  }

  private void writeScores(double[] found) {
    if (scores != null) {
      AtomicFile.write(
          scores,
          out -> {
            for (double score : found) {
              String line = Double.isNaN(score) ? "nan" : String.format(Locale.ROOT, "%.6f", score);
              out.write((line + "\n").getBytes(StandardCharsets.UTF_8));
            }
          });
    }
  }

  private static String summary(BitSet chosen, double[] found, Map<Kind, Long> kinds) {
    List<String> notScored = new ArrayList<>();
    if (kinds.containsKey(Kind.EMPTY)) {
      notScored.add("%,d without text".formatted(kinds.get(Kind.EMPTY)));
    }
    if (kinds.containsKey(Kind.TOO_LONG)) {
      notScored.add("%,d longer than %,d tokens".formatted(kinds.get(Kind.TOO_LONG), LONGEST));
    }
    return String.format(
        Locale.ROOT,
        "Kept %,d of %,d lines, scores %.4f to %.4f; the mean of all is %.4f nats for each token%s",
        chosen.cardinality(),
        found.length,
        chosen.stream().mapToDouble(i -> found[i]).min().orElseThrow(),
        chosen.stream().mapToDouble(i -> found[i]).max().orElseThrow(),
        Arrays.stream(found).filter(score -> !Double.isNaN(score)).average().orElseThrow(),
        notScored.isEmpty() ? "" : "; not scored: " + String.join(", ", notScored));
  }
}
