package org.dragoman.cli.option;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.dragoman.runtime.config.ConfigTree;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The options that complete and change a configuration file. */
@Command
public final class ConfigOptions {
  @Option(
      names = "--data",
      paramLabel = "DIR",
      description =
          "What $${DATA} stands for in the configuration. Default: the environment variable"
              + " DATA.")
  private @Nullable String data;

  @Option(
      names = "--set",
      paramLabel = "KEY=VALUE",
      description = "Sets a key of the configuration, such as training.batch.size=32.")
  private List<String> overrides = new ArrayList<>();

  /** Reads a configuration file. */
  public ConfigTree load(Path file, GlobalOptions options) {
    return load(file, options, List.of());
  }

  /** Reads a configuration file, with further values set by other options. */
  public ConfigTree load(Path file, GlobalOptions options, List<String> more) {
    return ConfigTree.load(file)
        .override(overrides)
        .override(more)
        .resolve(data != null ? data : options.environment("DATA").orElse(null));
  }
}
