package org.dragoman.cli.sweep;

import java.io.File;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.dragoman.training.run.RunFiles;
import org.dragoman.training.run.RunManifest;

/**
 * A run that trains in a process of its own, so that its memory and its failures are its own.
 *
 * @param folder of the run
 * @param arguments of {@code dragoman train}
 */
record ChildRun(Path folder, List<String> arguments) {
  // By its name, because the class with all commands depends on this package.
  private static final String MAIN = "org.dragoman.cli.Dragoman";

  /** Returns whether the run has ended. */
  boolean isDone() {
    Path manifest = new RunFiles(folder).manifest();
    return Files.exists(manifest)
        && RunManifest.read(manifest).map(RunManifest::result).isPresent();
  }

  /** Returns the file that the process writes to. */
  Path log() {
    return folder.resolveSibling(folder.getFileName() + ".log");
  }

  /**
   * Starts the run, or goes on with it.
   *
   * @param threads of the engine
   */
  Process start(int threads) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
        .filter(argument -> !argument.startsWith("-agentlib") && !argument.startsWith("-javaagent"))
        .filter(argument -> !argument.contains("pytorch.num_threads"))
        .forEach(command::add);
    command.add("-Dai.djl.pytorch.num_threads=" + threads);
    command.addAll(List.of("-cp", System.getProperty("java.class.path")));
    command.addAll(List.of(MAIN, "train"));
    command.addAll(arguments);
    command.addAll(List.of("--run", folder.toString()));
    if (Files.exists(new RunFiles(folder).config())) {
      command.add("--resume");
    }
    return new ProcessBuilder(command)
        .redirectInput(ProcessBuilder.Redirect.from(new File("/dev/null")))
        .redirectErrorStream(true)
        .redirectOutput(log().toFile())
        .start();
  }
}
