package org.dragoman.cli.option;

import java.nio.file.Path;
import org.dragoman.runtime.bundle.BundleFolder;
import org.dragoman.runtime.file.FileRoles;
import org.dragoman.translate.DragomanRuntime;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The options of commands that use one model of any type. */
public final class OneModelOptions {
  @Option(
      names = {"-m", "--model"},
      required = true,
      paramLabel = "BUNDLE",
      description = "The model: the folder of a bundle, or of a training run, which has one.")
  private Path bundle = Path.of("");

  @Mixin private final DeviceOption device = new DeviceOption();

  /** Returns the folder of the bundle; if a run was named, that of the bundle in it. */
  public Path folder() {
    return BundleFolder.of(bundle);
  }

  /** Adds the input files. */
  public void addTo(FileRoles roles) {
    roles.readsFolder("--model", folder());
  }

  /** Opens a runtime on the device, with the plugins. */
  public DragomanRuntime runtime(GlobalOptions options) {
    return DragomanRuntime.builder()
        .optDevice(device.name())
        .optPlugins(options.pluginFolder().stream().toList())
        .build();
  }
}
