package org.dragoman.cli.command;

import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import org.dragoman.cli.compare.ComparedSystem;
import org.dragoman.cli.compare.ComparisonPage;
import org.dragoman.cli.compare.SystemNames;
import org.dragoman.cli.compare.TestSet;
import org.dragoman.cli.compare.TestSet.Lines;
import org.dragoman.cli.io.ExitCode;
import org.dragoman.cli.io.Interruption;
import org.dragoman.cli.io.Streams;
import org.dragoman.cli.io.WorkProgress;
import org.dragoman.cli.option.DeviceOption;
import org.dragoman.cli.option.EncodingOption;
import org.dragoman.cli.option.GlobalOptions;
import org.dragoman.cli.option.MetricName;
import org.dragoman.cli.option.MetricOptions;
import org.dragoman.corpus.Corpus;
import org.dragoman.corpus.CorpusReader;
import org.dragoman.evaluation.Metric;
import org.dragoman.evaluation.comparison.Comparer;
import org.dragoman.evaluation.comparison.Comparer.MetricPair;
import org.dragoman.evaluation.comparison.Comparer.Output;
import org.dragoman.evaluation.comparison.Comparison;
import org.dragoman.runtime.DragomanException;
import org.dragoman.runtime.engine.Devices;
import org.dragoman.runtime.engine.Torch;
import org.dragoman.runtime.file.AtomicFile;
import org.dragoman.runtime.file.FileRoles;
import org.dragoman.runtime.file.SentencePair;
import org.dragoman.runtime.plugin.PluginLoader;
import org.dragoman.runtime.plugin.Registry;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code dragoman compare}: a page with systems side by side. */
@Command(
    name = "compare",
    description = {
      "Writes an HTML page with systems side by side: scores, significance, and every segment.",
      "The first system is the baseline that the others are tested against."
    })
public final class CompareCommand implements Callable<Integer> {
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  @Parameters(
      arity = "1..*",
      paramLabel = "RUN_OR_FILE",
      description =
          "A file of translations, one a line, which may be packed by gzip or zstd; or the folder of a training"
              + " run or of a bundle, which then translates the source.")
  private List<Path> paths = List.of();

  @Option(
      names = "--reference",
      paramLabel = "FILE",
      description =
          "What the translations should be, line for line; may be packed by gzip or zstd. Default, where --source is"
              + " not given either: the test set of the runs' configuration.")
  private @Nullable Path reference;

  @Option(
      names = "--source",
      paramLabel = "FILE",
      description =
          "What was or is to be translated, line for line; may be packed by gzip or zstd. Default: likewise.")
  private @Nullable Path source;

  @Option(
      names = "--out",
      defaultValue = "comparison.html",
      paramLabel = "FILE",
      description = "The page. Default: ${DEFAULT-VALUE}.")
  private Path out = Path.of("comparison.html");

  @Option(
      names = "--title",
      defaultValue = "Comparison",
      paramLabel = "TEXT",
      description = "The page's title. Default: ${DEFAULT-VALUE}.")
  private String title = "Comparison";

  @Option(
      names = {"-m", "--metric"},
      defaultValue = "chrf",
      paramLabel = "bleu|chrf|ter",
      description =
          "Which score of segments the page shows first; it has all three. Default:"
              + " ${DEFAULT-VALUE}.")
  private MetricName metric = MetricName.CHRF;

  @Mixin private final MetricOptions metrics = new MetricOptions();

  @Mixin private final DeviceOption device = new DeviceOption();

  @Mixin private final EncodingOption encoding = new EncodingOption();

  private final Streams streams;
  private final GlobalOptions options;

  public CompareCommand(Streams streams, GlobalOptions options) {
    this.streams = streams;
    this.options = options;
  }

  @Override
  public Integer call() throws Exception {
    requireFolder();
    Comparer comparer = new Comparer(metricPairs());
    List<ComparedSystem> systems =
        paths.stream().map(path -> ComparedSystem.of(path, encoding.input())).toList();
    FileRoles roles = new FileRoles().reads("--source", source).reads("--reference", reference);
    systems.forEach(system -> addTo(roles, system));
    roles.writes("--out", out);
    AtomicFile.requireWritable(out);
    TestSet test = testSet(systems, roles);
    List<Output> outputs;
    try (WorkProgress progress = new WorkProgress(streams.err())) {
      outputs = Interruption.letFinish(() -> outputs(systems, test, progress), PATIENCE);
    }
    Comparison comparison = comparer.compare(test.reference().text(), outputs);
    ComparisonPage.write(out, title, metric.ordinal(), test, comparison);
    streams
        .err()
        .printf(
            "%s: %d segments, systems: %s%n",
            out,
            test.reference().text().size(),
            String.join(", ", outputs.stream().map(Output::name).toList()));
    return ExitCode.OK;
  }

  /** Checks that the page can be written, before the bundles translate. */
  private void requireFolder() {
    Path folder = out.toAbsolutePath().getParent();
    if (folder != null && !Files.isDirectory(folder)) {
      throw DragomanException.configuration(
          "--out " + out + ": there is no folder " + folder + ". Make it first.");
    }
  }

  private List<MetricPair> metricPairs() {
    List<MetricName> all = List.of(MetricName.values());
    List<Metric> corpus = metrics.metrics(all, false);
    List<Metric> sentence = metrics.metrics(all, true);
    return IntStream.range(0, all.size())
        .mapToObj(i -> new MetricPair(corpus.get(i), sentence.get(i)))
        .toList();
  }

  private static void addTo(FileRoles roles, ComparedSystem system) {
    String name = "RUN_OR_FILE";
    if (system.bundle() == null) {
      roles.reads(name, system.path());
    } else {
      roles.reads(name, system.config()).readsFolder(name, system.bundle());
    }
  }

  private TestSet testSet(List<ComparedSystem> systems, FileRoles roles) {
    if (reference == null && source == null) {
      Corpus test = testOfRuns(systems);
      if (test != null) {
        test.files().forEach(file -> roles.reads("data.test", Path.of(file)));
        return testSet(test);
      }
    }
    if (reference == null) {
      throw DragomanException.configuration(
          "No reference was given. Name its file by --reference; only a run whose configuration has"
              + " data.test does without.");
    }
    if (source == null) {
      requireFilesOnly(systems);
    }
    return new TestSet(source == null ? null : read(source), read(reference));
  }

  private static TestSet testSet(Corpus corpus) {
    if (corpus.isOfStandardInput()) {
      throw DragomanException.configuration(
          "The run's test set was standard input. Name its files by --source and --reference.");
    }
    List<String> sources = new ArrayList<>();
    List<String> references = new ArrayList<>();
    try (CorpusReader reader = CorpusReader.open(corpus, InputStream.nullInputStream())) {
      for (SentencePair pair = reader.next(); pair != null; pair = reader.next()) {
        sources.add(pair.source());
        references.add(pair.target());
      }
    }
    return new TestSet(new Lines(corpus.name(), sources), new Lines(corpus.name(), references));
  }

  private static void requireFilesOnly(List<ComparedSystem> systems) {
    for (ComparedSystem system : systems) {
      if (system.bundle() != null) {
        throw DragomanException.configuration(
            system.path()
                + " is to translate, but no source was given. Name its file by --source.");
      }
    }
  }

  private @Nullable Corpus testOfRuns(List<ComparedSystem> systems) {
    if (systems.stream().allMatch(system -> system.config() == null)) {
      return null;
    }
    try (Torch torch = Torch.open(Devices.parse(device.name()));
        Registry registry =
            PluginLoader.load(torch.ops(), options.pluginFolder().stream().toList())) {
      List<Corpus> tests =
          systems.stream()
              .map(system -> system.test(registry))
              .filter(Objects::nonNull)
              .distinct()
              .toList();
      if (tests.size() > 1) {
        throw DragomanException.configuration(
            "The runs have different test sets, %s and %s. Name one by --source and --reference."
                .formatted(tests.get(0).name(), tests.get(1).name()));
      }
      return tests.isEmpty() ? null : tests.get(0);
    }
  }

  private Lines read(Path file) {
    return new Lines(file.toString(), encoding.input().readAll(file));
  }

  private List<Output> outputs(List<ComparedSystem> systems, TestSet test, WorkProgress progress) {
    List<String> source = test.source() == null ? List.of() : test.source().text();
    List<Lines> files = systems.stream().flatMap(system -> system.file().stream()).toList();
    // Errors of files are reported before the bundles translate.
    files.forEach(test::checkLength);
    List<String> names = SystemNames.of(paths);
    List<Output> outputs = new ArrayList<>();
    for (int i = 0; i < systems.size(); i++) {
      outputs.add(
          new Output(
              names.get(i), systems.get(i).outputs(source, device.name(), options, progress)));
    }
    return outputs;
  }
}
