package org.dragoman.cli.command;

import ai.djl.ndarray.NDArray;
import java.io.IOException;
import java.io.InputStream;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.dragoman.cli.io.ExitCode;
import org.dragoman.cli.io.ShownTokens;
import org.dragoman.cli.io.Streams;
import org.dragoman.cli.io.WorkProgress;
import org.dragoman.cli.option.DeviceOption;
import org.dragoman.cli.option.GlobalOptions;
import org.dragoman.cli.report.OverlayPage;
import org.dragoman.cli.report.RunFacts;
import org.dragoman.cli.report.RunHistory;
import org.dragoman.cli.report.RunPage;
import org.dragoman.cli.report.RunPage.Extremes;
import org.dragoman.cli.report.RunPage.Scored;
import org.dragoman.cli.report.RunPage.TokenLabels;
import org.dragoman.corpus.Corpus;
import org.dragoman.corpus.CorpusScan;
import org.dragoman.runtime.DragomanException;
import org.dragoman.runtime.bundle.Bundle;
import org.dragoman.runtime.bundle.BundleSource;
import org.dragoman.runtime.config.ConfigBinder;
import org.dragoman.runtime.config.ConfigTree;
import org.dragoman.runtime.engine.Devices;
import org.dragoman.runtime.engine.Torch;
import org.dragoman.runtime.file.AtomicFile;
import org.dragoman.runtime.file.FileRoles;
import org.dragoman.runtime.file.SentencePair;
import org.dragoman.runtime.model.Weights;
import org.dragoman.runtime.plugin.PluginLoader;
import org.dragoman.runtime.plugin.Registry;
import org.dragoman.runtime.text.Cleaner;
import org.dragoman.training.config.RunConfig;
import org.dragoman.training.run.RunFiles;
import org.dragoman.training.run.RunManifest;
import org.dragoman.translate.TokenDetail;
import org.dragoman.translate.TokenScores;
import org.dragoman.translate.Translator;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code dragoman report}: a page that shows how a run went. */
@Command(
    name = "report",
    description =
        "Writes a page of a training run: curves, samples with attention, hardest and easiest"
            + " sentences. One file, which opens offline.")
public final class ReportCommand implements Callable<Integer> {
  private static final int SHOWN = 10;

  /** The greatest number of sentences of the dev set to score. */
  private static final int MOST = 2000;

  @Parameters(
      paramLabel = "RUN",
      arity = "1..*",
      description =
          "The run's folder. Of several runs the page has the curves, one over the other.")
  private List<Path> runs = List.of();

  @Option(
      names = {"-o", "--out"},
      paramLabel = "FILE",
      description = "The page. Default: report.html in the run's folder.")
  private @Nullable Path out;

  @Option(
      names = "--csv",
      description =
          "In place of the page, write all records of updates, validations and the test as a table"
              + " with commas, to --out or to standard output.")
  private boolean csv;

  @Mixin private final DeviceOption device = new DeviceOption();

  private final Streams streams;
  private final GlobalOptions options;

  public ReportCommand(Streams streams, GlobalOptions options) {
    this.streams = streams;
    this.options = options;
  }

  @Override
  public Integer call() throws IOException {
    if (runs.size() > 1) {
      return overlay();
    }
    RunHistory history = RunHistory.read(run());
    if (csv) {
      return writeTable(history.csv());
    }
    RunConfig config = config();
    Path file = out != null ? out : run().resolve("report.html");
    checkOutput(config, file);
    byte[] page;
    if (Files.exists(bundle()) && config.model().isParallel()) {
      try (WorkProgress progress = new WorkProgress(streams.err());
          Translator translator = open(progress)) {
        progress.begin("scoring", "pairs", null);
        page = page(config, history, translator);
      }
    } else {
      page = page(config, history, null);
    }
    AtomicFile.write(file, stream -> stream.write(page));
    streams.err().println("Wrote " + file);
    return ExitCode.OK;
  }

  private Path run() {
    return runs.get(0);
  }

  private int overlay() throws IOException {
    if (out == null || csv) {
      throw DragomanException.configuration(
          csv
              ? "--csv is of one run, and %d were named. Name one.".formatted(runs.size())
              : "A page of several runs belongs to none of their folders. Name it by --out FILE.");
    }
    FileRoles roles = new FileRoles();
    Map<String, RunHistory> histories = new LinkedHashMap<>();
    for (Path folder : runs) {
      new RunFiles(folder).needed().forEach(read -> roles.reads("the run's file", read));
      histories.put(folder.toString(), RunHistory.read(folder));
    }
    roles.writes("--out", out);
    AtomicFile.requireWritable(out);
    String page = OverlayPage.html("%d training runs".formatted(runs.size()), histories, "");
    AtomicFile.write(out, stream -> stream.write(page.getBytes(StandardCharsets.UTF_8)));
    streams.err().println("Wrote " + out);
    return ExitCode.OK;
  }

  private int writeTable(String table) throws IOException {
    if (out == null) {
      Writer writer = streams.text();
      writer.write(table);
      writer.flush();
    } else {
      FileRoles roles = new FileRoles();
      new RunFiles(run()).needed().forEach(read -> roles.reads("the run's file", read));
      roles.writes("--out", out);
      AtomicFile.write(out, stream -> stream.write(table.getBytes(StandardCharsets.UTF_8)));
    }
    return ExitCode.OK;
  }

  /** Checks that the page does not overwrite one of its inputs. */
  private void checkOutput(RunConfig config, Path file) {
    FileRoles roles = new FileRoles();
    new RunFiles(run()).needed().forEach(read -> roles.reads("the run's file", read));
    Corpus dev = config.data().dev();
    if (dev != null) {
      dev.files().forEach(read -> roles.reads("data.dev", Path.of(read)));
    }
    roles.writes("--out", file);
    AtomicFile.requireWritable(file);
  }

  private Path bundle() {
    return new RunFiles(run()).bundle();
  }

  private Translator open(WorkProgress progress) {
    return Translator.builder()
        .setBundle(bundle())
        .optDevice(device.name())
        .optPlugins(options.pluginFolder().stream().toList())
        .optProgress(progress::done)
        .build();
  }

  private byte[] page(RunConfig config, RunHistory history, @Nullable Translator translator)
      throws IOException {
    RunFacts facts =
        RunFacts.of(
            config,
            Files.readString(new RunFiles(run()).config()),
            RunManifest.read(new RunFiles(run()).manifest()).orElse(null),
            history,
            translator == null ? parameters(config) : translator.parameterCount());
    TokenLabels labels =
        translator == null
            ? new TokenLabels(ShownTokens::plain, ShownTokens::plain)
            : new TokenLabels(
                tokens -> ShownTokens.labels(translator.shownSource(tokens)),
                tokens -> ShownTokens.labels(translator.shownTarget(tokens)));
    return RunPage.html(facts, history, labels, extremes(config, translator))
        .getBytes(StandardCharsets.UTF_8);
  }

  /** Counts the trained values of a model that does not translate; 0 without a bundle. */
  private long parameters(RunConfig config) {
    if (config.model().isParallel() || !Files.exists(bundle())) {
      return 0;
    }
    try (Torch torch = Torch.open(Devices.parse("cpu"));
        Registry registry =
            PluginLoader.load(torch.ops(), options.pluginFolder().stream().toList());
        Bundle opened = Bundle.open(BundleSource.folder(bundle()), torch, registry)) {
      return Weights.arrays(opened.model().parameters()).values().stream()
          .mapToLong(NDArray::size)
          .sum();
    }
  }

  private RunConfig config() {
    try (Torch torch = Torch.open(Devices.parse("cpu"));
        Registry registry =
            PluginLoader.load(torch.ops(), options.pluginFolder().stream().toList())) {
      return new ConfigBinder(registry)
          .bind(RunConfig.class, ConfigTree.load(new RunFiles(run()).config()));
    }
  }

  private Extremes extremes(RunConfig config, @Nullable Translator translator) {
    if (translator == null) {
      return new Extremes(
          List.of(),
          List.of(),
          config.model().isParallel()
              ? "The run has no bundle yet."
              : "Single sentences are scored for translators. For a %s see 'dragoman evaluate'."
                  .formatted(config.model().inWords()));
    }
    String why = whyNone(config);
    return why.isEmpty() ? scored(config, translator) : new Extremes(List.of(), List.of(), why);
  }

  private static String whyNone(RunConfig config) {
    Corpus dev = config.data().dev();
    if (dev == null) {
      return "The dev set was held out of the training corpora; it is no corpus of its own.";
    }
    for (String file : dev.files()) {
      if (!Files.exists(Path.of(file))) {
        return "The dev set is not there: " + file + ".";
      }
    }
    return "";
  }

  private static Extremes scored(RunConfig config, Translator translator) {
    Corpus dev = config.data().dev();
    List<SentencePair> pairs = new ArrayList<>();
    if (dev != null) {
      new CorpusScan(InputStream::nullInputStream)
          .read(
              "data.dev",
              dev,
              (line, pair) -> {
                if (pairs.size() < MOST) {
                  pairs.add(pair);
                }
              });
    }
    List<TokenScores> tokens = translator.scoreTokens(pairs, TokenDetail.SCORES);
    List<Integer> order = new ArrayList<>();
    for (int i = 0; i < pairs.size(); i++) {
      SentencePair pair = pairs.get(i);
      boolean blank = Cleaner.isBlank(pair.source()) || Cleaner.isBlank(pair.target());
      if (!blank && !tokens.get(i).logProbabilities().isEmpty()) {
        order.add(i);
      }
    }
    order.sort(Comparator.comparingDouble(i -> loss(tokens.get(i))));
    List<Integer> easiest = order.subList(0, Math.min(SHOWN, order.size()));
    List<Integer> hardest =
        new ArrayList<>(order.subList(order.size() - easiest.size(), order.size()));
    java.util.Collections.reverse(hardest);
    return new Extremes(
        told(translator, hardest, pairs, tokens), told(translator, easiest, pairs, tokens), "");
  }

  private static double loss(TokenScores tokens) {
    return -tokens.logProbability() / tokens.logProbabilities().size();
  }

  private static List<Scored> told(
      Translator translator,
      List<Integer> chosen,
      List<SentencePair> pairs,
      List<TokenScores> tokens) {
    List<Scored> told = new ArrayList<>();
    for (int i : chosen) {
      SentencePair pair = pairs.get(i);
      told.add(
          new Scored(
              loss(tokens.get(i)),
              pair.source(),
              pair.target(),
              translator.translate(pair.source()).text()));
    }
    return told;
  }
}
