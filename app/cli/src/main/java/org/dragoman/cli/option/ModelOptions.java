package org.dragoman.cli.option;

import java.nio.file.Path;
import java.util.List;
import org.dragoman.runtime.DragomanException;
import org.dragoman.runtime.bundle.Bundle;
import org.dragoman.runtime.bundle.BundleFolder;
import org.dragoman.runtime.bundle.BundleSource;
import org.dragoman.runtime.engine.Devices;
import org.dragoman.runtime.engine.Torch;
import org.dragoman.runtime.file.FileRoles;
import org.dragoman.runtime.inference.Averaging;
import org.dragoman.runtime.plugin.PluginLoader;
import org.dragoman.runtime.plugin.Registry;
import org.dragoman.translate.DragomanRuntime;
import org.dragoman.translate.Translator;
import org.dragoman.translate.TranslatorBuilder;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/**
 * The options for the bundle or ensemble of bundles that scores and translates, and for the device.
 */
@Command
public final class ModelOptions {
  @Option(
      names = {"-m", "--model"},
      required = true,
      paramLabel = "BUNDLE",
      description =
          "The translator: the folder of a bundle, or of a training run, which has one. Given"
              + " several times, the bundles translate together; they must have the same text"
              + " pipelines and vocabularies.")
  private List<Path> bundles = List.of();

  @Option(
      names = "--ensemble",
      defaultValue = "log",
      paramLabel = "log|probability",
      description =
          "How several bundles agree: by the mean of log-probabilities, normalised again, or by the"
              + " mean of probabilities. Default: ${DEFAULT-VALUE}.")
  private Averaging averaging = Averaging.LOG;

  @Option(
      names = "--batch",
      defaultValue = "64",
      paramLabel = "N",
      description = "Greatest number of sentences at once. Default: ${DEFAULT-VALUE}.")
  private int batch = 64;

  @Mixin private final DeviceOption device = new DeviceOption();

  /** Returns the folder of the only bundle; if a run was named, the bundle in it. */
  public Path folder() {
    requireOne();
    return BundleFolder.of(bundles.get(0));
  }

  /** Returns the folder of the first bundle; if a run was named, the bundle in it. */
  Path firstFolder() {
    return BundleFolder.of(bundles.get(0));
  }

  /** Checks that there is only one bundle. */
  void requireOne() {
    if (bundles.size() > 1) {
      throw DragomanException.configuration(
          "This command takes one bundle, got %d.".formatted(bundles.size()));
    }
  }

  /** Adds the input files. */
  public void addTo(FileRoles roles) {
    bundles.forEach(bundle -> roles.readsFolder("--model", BundleFolder.of(bundle)));
  }

  /**
   * Work with a bundle.
   *
   * @param <T> the result
   */
  @FunctionalInterface
  public interface BundleUse<T> {
    /** Does the work. */
    T with(Torch torch, Registry registry, Bundle bundle) throws Exception;
  }

  /** Opens the only bundle, whatever its type, and does the work. */
  public <T> T withBundle(GlobalOptions options, BundleUse<T> use) throws Exception {
    try (Torch torch = Torch.open(Devices.parse(device.name()));
        Registry registry =
            PluginLoader.load(torch.ops(), options.pluginFolder().stream().toList());
        Bundle bundle = Bundle.open(BundleSource.folder(folder()), torch, registry)) {
      return use.with(torch, registry, bundle);
    }
  }

  /** Opens a runtime on the device, with the plugins. */
  public DragomanRuntime runtime(GlobalOptions options) {
    return DragomanRuntime.builder()
        .optDevice(device.name())
        .optPlugins(options.pluginFolder().stream().toList())
        .build();
  }

  /** Returns a builder of a translator with these options; the caller sets the others. */
  public TranslatorBuilder builder(GlobalOptions options) {
    TranslatorBuilder builder =
        Translator.builder()
            .optDevice(device.name())
            .optPlugins(options.pluginFolder().stream().toList())
            .optBatchSentences(Positive.check("--batch", batch))
            .optAveraging(averaging);
    bundles.forEach(builder::addBundle);
    return builder;
  }
}
