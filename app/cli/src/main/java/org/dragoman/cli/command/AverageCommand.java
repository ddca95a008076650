package org.dragoman.cli.command;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.dragoman.cli.io.ExitCode;
import org.dragoman.cli.io.Streams;
import org.dragoman.cli.option.GlobalOptions;
import org.dragoman.runtime.DragomanException;
import org.dragoman.runtime.bundle.BundleAverage;
import org.dragoman.runtime.engine.Devices;
import org.dragoman.runtime.engine.Torch;
import org.dragoman.runtime.file.FileRoles;
import org.dragoman.runtime.plugin.PluginLoader;
import org.dragoman.runtime.plugin.Registry;
import org.dragoman.training.run.RunFiles;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code dragoman average}: one bundle from several, or from the checkpoints of a run. */
@Command(
    name = "average",
    description = "Averages the weights of bundles, or of the checkpoints of a run.")
public final class AverageCommand implements Callable<Integer> {
  @Parameters(
      paramLabel = "BUNDLE|RUN",
      arity = "1..*",
      description = "Two bundles or more of one model; or the folder of one run.")
  private List<Path> folders = List.of();

  @Option(
      names = "--last",
      paramLabel = "N",
      description = "Of a run: its newest N checkpoints. Default: all that were kept.")
  private int last = Integer.MAX_VALUE;

  @Option(
      names = {"-o", "--out"},
      paramLabel = "DIR",
      required = true,
      description = "The folder of the bundle that is written.")
  private Path out = Path.of("");

  @Option(names = "--force", description = "Replace a bundle that is there.")
  private boolean force;

  private final Streams streams;
  private final GlobalOptions options;

  public AverageCommand(Streams streams, GlobalOptions options) {
    this.streams = streams;
    this.options = options;
  }

  @Override
  public Integer call() throws IOException {
    requireFree();
    try (Torch torch = Torch.open(Devices.parse("cpu"));
        Registry registry =
            PluginLoader.load(torch.ops(), options.pluginFolder().stream().toList())) {
      BundleAverage average = new BundleAverage(torch, registry);
      Path run = folders.get(0);
      if (folders.size() == 1 && isRun(run)) {
        List<Path> weights = weights(run);
        average.ofWeights(new RunFiles(run).bundle(), weights, out);
        weights.forEach(file -> streams.err().println("Averaged " + file));
      } else {
        requireSeveral();
        average.ofBundles(folders, out);
      }
      streams.err().println("Wrote " + out);
      return ExitCode.OK;
    }
  }

  private void requireFree() throws IOException {
    FileRoles roles = new FileRoles();
    for (Path folder : folders) {
      boolean isRun = isRun(folder);
      roles.readsFolder("BUNDLE", isRun ? new RunFiles(folder).bundle() : folder);
      if (isRun) {
        roles.readsFolder("RUN", new RunFiles(folder).checkpoints());
        new RunFiles(folder).needed().forEach(file -> roles.reads("RUN", file));
      }
    }
    roles.writes("--out", out);
    if (!force && Files.isDirectory(out)) {
      try (Stream<Path> files = Files.list(out)) {
        if (files.findAny().isPresent()) {
          throw DragomanException.configuration(
              out
                  + " exists already and is not empty. Choose another --out, or replace a bundle with"
                  + " --force.");
        }
      }
    }
  }

  private static boolean isRun(Path folder) {
    return Files.isDirectory(new RunFiles(folder).checkpoints());
  }

  private void requireSeveral() {
    if (folders.size() < 2) {
      throw DragomanException.configuration(
          folders.get(0)
              + " is one bundle, or no run with checkpoints. Give two bundles or more, or the folder"
              + " of a run.");
    }
  }

  private List<Path> weights(Path run) {
    List<Path> found = new RunFiles(run).weights().stream().limit(last).toList();
    if (found.size() < 2) {
      throw DragomanException.configuration(
          "%s has %d checkpoint(s) to average; two were expected. Train with training.checkpoint.keep of 2 or more, and give --last 2 or more."
              .formatted(run, found.size()));
    }
    return found;
  }
}
