package org.dragoman.cli.option;

import picocli.CommandLine.Option;

/** The option for the device, of every command that runs a model. */
public final class DeviceOption {
  @Option(
      names = "--device",
      paramLabel = "DEVICE",
      defaultValue = "auto",
      description =
          "auto, cpu, gpu or gpu:N. Default: ${DEFAULT-VALUE}, the first GPU where there is one.")
  private String name = "auto";

  public String name() {
    return name;
  }
}
