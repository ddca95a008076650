package org.dragoman.cli.command;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import org.dragoman.cli.io.ExitCode;
import org.dragoman.cli.io.Interruption;
import org.dragoman.cli.io.JsonProgress;
import org.dragoman.cli.io.Logging;
import org.dragoman.cli.io.Streams;
import org.dragoman.cli.io.TrainingProgress;
import org.dragoman.cli.option.ConfigOptions;
import org.dragoman.cli.option.DeviceOption;
import org.dragoman.cli.option.GlobalOptions;
import org.dragoman.runtime.DragomanException;
import org.dragoman.runtime.config.ConfigBinder;
import org.dragoman.runtime.config.ConfigTree;
import org.dragoman.runtime.engine.Devices;
import org.dragoman.runtime.engine.Torch;
import org.dragoman.runtime.plugin.PluginLoader;
import org.dragoman.runtime.plugin.Registry;
import org.dragoman.training.config.RunConfig;
import org.dragoman.training.run.RunFiles;
import org.dragoman.training.run.RunFolder;
import org.dragoman.training.run.RunSettings;
import org.dragoman.training.run.TrainingRun;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code dragoman train}: from a configuration to a run folder with a ready bundle. */
@Command(name = "train", description = "Trains a translator as a configuration says.")
public final class TrainCommand implements Callable<Integer> {
  private static final Duration PATIENCE = Duration.ofMinutes(2);

  @Parameters(paramLabel = "CONFIG", description = "The configuration, a YAML file.")
  private Path configFile = Path.of("");

  @Option(
      names = "--run",
      paramLabel = "DIR",
      description = "The run's folder. Default: runs/NAME, NAME from the configuration.")
  private @Nullable Path run;

  @Mixin private final ConfigOptions configOptions = new ConfigOptions();

  @Option(names = "--resume", description = "Go on from the run's last checkpoint.")
  private boolean resume;

  @Option(
      names = "--keep",
      paramLabel = "N",
      description = "How many checkpoints stay on the disk: training.checkpoint.keep.")
  private @Nullable Integer keep;

  @Option(
      names = "--json",
      description =
          "Tell on standard output how it goes, a JSON object a line, in place of the bar or lines.")
  private boolean json;

  @Mixin private final DeviceOption device = new DeviceOption();

  private final Streams streams;
  private final GlobalOptions options;

  public TrainCommand(Streams streams, GlobalOptions options) {
    this.streams = streams;
    this.options = options;
  }

  @Override
  public Integer call() throws Exception {
    ConfigTree tree =
        configOptions.load(
            configFile,
            options,
            keep == null ? List.of() : List.of("training.checkpoint.keep=" + keep));
    try (Torch torch = Torch.open(Devices.parse(device.name()));
        Registry registry =
            PluginLoader.load(torch.ops(), options.pluginFolder().stream().toList())) {
      ConfigBinder binder = new ConfigBinder(registry);
      RunConfig config = binder.bind(RunConfig.class, tree);
      Path path = run != null ? run : Path.of("runs", config.name());
      if (resume) {
        config = binder.bind(RunConfig.class, RunSettings.resumed(tree, path));
      }
      TrainingRun.check(config, resume, torch, registry);
      try (RunFolder folder = folder(path, config, registry);
          Logging.Copy log = Logging.alsoTo(folder.files().log())) {
        return train(config, folder, torch, registry, log) ? ExitCode.OK : ExitCode.INTERRUPTED;
      }
    }
  }

  private boolean train(
      RunConfig config, RunFolder folder, Torch torch, Registry registry, Logging.Copy log)
      throws Exception {
    if (json) {
      try (JsonProgress progress =
          new JsonProgress(
              new PrintStream(streams.out(), true, StandardCharsets.UTF_8), System::nanoTime)) {
        return train(new TrainingRun(config, folder, streams.in(), torch, registry, progress), log);
      }
    }
    try (TrainingProgress progress = new TrainingProgress(streams.err())) {
      return train(new TrainingRun(config, folder, streams.in(), torch, registry, progress), log);
    }
  }

  private boolean train(TrainingRun training, Logging.Copy log) throws Exception {
    try {
      return Interruption.letFinish(() -> resume ? training.resume() : training.start(), PATIENCE);
    } catch (Throwable e) {
      log.failed(e);
      throw e;
    }
  }

  private RunFolder folder(Path path, RunConfig config, Registry registry) throws IOException {
    requireApart(new RunFiles(path).config());
    return resume ? RunFolder.resume(path, config, registry) : RunFolder.create(path, config);
  }

  /**
   * Checks that the run does not overwrite the given configuration: it saves the resolved one,
   * without comments.
   */
  private void requireApart(Path kept) throws IOException {
    if (!resume && Files.exists(kept) && Files.isSameFile(kept, configFile)) {
      throw DragomanException.configuration(
          "%s would be written over by the new run. Choose another folder by --run, or go on with a run that is there by --resume."
              .formatted(configFile));
    }
  }
}
