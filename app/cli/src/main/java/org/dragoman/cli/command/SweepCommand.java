package org.dragoman.cli.command;

import java.io.IOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.dragoman.cli.io.ExitCode;
import org.dragoman.cli.io.Interruption;
import org.dragoman.cli.io.Streams;
import org.dragoman.cli.option.GlobalOptions;
import org.dragoman.cli.option.InstalledPlugins;
import org.dragoman.cli.report.OverlayPage;
import org.dragoman.cli.report.RunHistory;
import org.dragoman.cli.sweep.Sweep;
import org.dragoman.cli.sweep.SweepPlan;
import org.dragoman.cli.sweep.SweepResult;
import org.dragoman.runtime.config.ConfigBinder;
import org.dragoman.runtime.config.ConfigTree;
import org.dragoman.runtime.file.AtomicFile;
import org.dragoman.runtime.file.Folders;
import org.dragoman.training.config.RunConfig;
import org.dragoman.training.config.TrainingConfig.Metric;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code dragoman sweep}: trains a configuration with many values and seeds. */
@Command(
    name = "sweep",
    description = {
      "Trains a configuration with many values of its keys and many seeds, so many runs at a time,"
          + " and compares them by the dev set.",
      "Started again, it goes on where it was stopped: runs that have ended are not repeated."
    })
public final class SweepCommand implements Callable<Integer> {
  private static final Duration PATIENCE = Duration.ofMinutes(2);

  @Parameters(paramLabel = "SWEEP", description = "What is tried, a YAML file.")
  private Path file = Path.of("");

  private final Streams streams;
  private final GlobalOptions options;

  public SweepCommand(Streams streams, GlobalOptions options) {
    this.streams = streams;
    this.options = options;
  }

  @Override
  public Integer call() throws Exception {
    SweepPlan plan = SweepPlan.load(file);
    RunConfig first = check(plan);
    Folders.make(plan.runs());
    Sweep sweep = new Sweep(plan, options, message -> streams.err().println(message));
    List<String> failed = Interruption.letFinish(sweep::train, PATIENCE);
    boolean perplexity = first.training().validation().metric() == Metric.PERPLEXITY;
    write(plan, sweep, perplexity);
    failed.forEach(streams.err()::println);
    return failed.isEmpty() ? ExitCode.OK : ExitCode.RUNTIME;
  }

  /** Binds the configuration of each run, so that a mistake is told before the first one trains. */
  private RunConfig check(SweepPlan plan) throws Exception {
    return InstalledPlugins.use(
        options,
        (torch, registry) -> {
          ConfigBinder binder = new ConfigBinder(registry);
          List<RunConfig> bound = new ArrayList<>();
          String data =
              plan.data() != null ? plan.data() : options.environment("DATA").orElse(null);
          for (Map<String, String> combination : plan.combinations()) {
            ConfigTree tree =
                ConfigTree.load(plan.config())
                    .override(SweepPlan.overrides(combination, plan.seeds().get(0)))
                    .resolve(data);
            bound.add(binder.bind(RunConfig.class, tree));
          }
          return bound.get(0);
        });
  }

  private void write(SweepPlan plan, Sweep sweep, boolean perplexity) throws IOException {
    Map<String, RunHistory> histories = new LinkedHashMap<>();
    for (Path run : sweep.runs()) {
      if (Files.exists(run.resolve("metrics.jsonl"))) {
        histories.put(String.valueOf(run.getFileName()), RunHistory.read(run));
      }
    }
    SweepResult result = sweep.result(histories, perplexity);
    String table = result.table();
    String page = OverlayPage.html("Sweep of " + plan.config().getFileName(), histories, table);
    Path html = plan.runs().resolve("sweep.html");
    AtomicFile.write(html, out -> out.write(page.getBytes(StandardCharsets.UTF_8)));
    AtomicFile.write(
        plan.runs().resolve("sweep.tsv"), out -> out.write(table.getBytes(StandardCharsets.UTF_8)));
    streams.err().println("Wrote " + html);
    Writer writer = streams.text();
    writer.write(table);
    writer.flush();
  }
}
