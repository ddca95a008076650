package org.dragoman.cli;

import picocli.CommandLine.Option;

/** The option that every command that runs a model takes. */
final class DeviceOption {
  @Option(
      names = "--device",
      paramLabel = "DEVICE",
      defaultValue = "auto",
      description =
          "auto, cpu, gpu or gpu:N. Default: ${DEFAULT-VALUE}, the first GPU where there is one.")
  private String name = "auto";

  String name() {
    return name;
  }
}
