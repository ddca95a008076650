package org.dragoman.cli.command;

import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.dragoman.cli.io.ExitCode;
import org.dragoman.cli.io.Interruption;
import org.dragoman.cli.io.Streams;
import org.dragoman.cli.io.TrainingProgress;
import org.dragoman.cli.option.DeviceOption;
import org.dragoman.cli.option.GlobalOptions;
import org.dragoman.runtime.engine.Devices;
import org.dragoman.runtime.engine.Torch;
import org.dragoman.runtime.plugin.PluginLoader;
import org.dragoman.runtime.plugin.Registry;
import org.dragoman.training.check.RunCheck;
import org.dragoman.training.check.RunReplay;
import org.dragoman.training.check.RunVerifier;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code dragoman verify}: compares a run with its manifest. */
@Command(
    name = "verify",
    description =
        "Checks that a run's files and corpora are those that its manifest names. Exits with 1 where"
            + " one is not.")
public final class VerifyCommand implements Callable<Integer> {
  private static final Duration PATIENCE = Duration.ofMinutes(2);

  @Parameters(paramLabel = "RUN", description = "The run's folder.")
  private Path run = Path.of("");

  @Option(
      names = "--score",
      description = "Also translate the test set by the bundle and compare the score.")
  private boolean score;

  @Option(
      names = "--replay",
      description = "Also train once more, and compare losses and weights bit for bit.")
  private boolean replay;

  @Option(
      names = "--into",
      paramLabel = "DIR",
      description = "Of --replay: the folder to train in, which stays. Default: one that goes.")
  private @Nullable Path into;

  @Mixin private final DeviceOption device = new DeviceOption();

  private final Streams streams;
  private final GlobalOptions options;

  public VerifyCommand(Streams streams, GlobalOptions options) {
    this.streams = streams;
    this.options = options;
  }

  @Override
  public Integer call() throws Exception {
    try (Torch torch = Torch.open(Devices.parse(device.name()));
        Registry registry =
            PluginLoader.load(torch.ops(), options.pluginFolder().stream().toList())) {
      RunVerifier verifier = new RunVerifier(run, torch, registry);
      List<RunCheck> checks = new ArrayList<>(verifier.check());
      if (score) {
        checks.add(verifier.score());
      }
      write(checks);
      if (replay) {
        List<RunCheck> more = replay(torch, registry);
        if (more.isEmpty()) {
          return ExitCode.INTERRUPTED;
        }
        write(more);
        checks.addAll(more);
      }
      boolean failed =
          checks.stream().anyMatch(check -> check.outcome() == RunCheck.Outcome.FAILED);
      return failed ? ExitCode.CHECK_FAILED : ExitCode.OK;
    }
  }

  private void write(List<RunCheck> checks) throws IOException {
    Writer out = streams.text();
    for (RunCheck check : checks) {
      out.write(
          "%-8s%s%s%n"
              .formatted(
                  check.outcome().name().toLowerCase(Locale.ROOT),
                  check.what(),
                  check.detail().isEmpty() ? "" : ": " + check.detail()));
    }
    out.flush();
  }

  private List<RunCheck> replay(Torch torch, Registry registry) throws Exception {
    Path folder = into != null ? into : Files.createTempDirectory("dragoman-replay");
    try (TrainingProgress progress = new TrainingProgress(streams.err())) {
      RunReplay again = new RunReplay(run, folder, torch, registry);
      return Interruption.letFinish(() -> again.compare(progress), PATIENCE);
    } finally {
      if (into == null) {
        delete(folder);
      }
    }
  }

  private static void delete(Path folder) throws IOException {
    try (Stream<Path> tree = Files.walk(folder)) {
      for (Path path : tree.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(path);
      }
    }
  }
}
