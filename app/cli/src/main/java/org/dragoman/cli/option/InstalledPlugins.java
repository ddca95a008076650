package org.dragoman.cli.option;

import org.dragoman.runtime.engine.Devices;
import org.dragoman.runtime.engine.Torch;
import org.dragoman.runtime.plugin.PluginLoader;
import org.dragoman.runtime.plugin.Registry;

/** Starts the engine and loads the plugins. */
public final class InstalledPlugins {
  private InstalledPlugins() {}

  /**
   * Work with the plugins.
   *
   * @param <T> the result
   */
  @FunctionalInterface
  public interface Use<T> {
    /** Does the work. */
    T with(Torch torch, Registry registry) throws Exception;
  }

  /**
   * Loads the plugins and does the work. It also starts the engine, because any plugin may need its
   * operations.
   */
  public static <T> T use(GlobalOptions options, Use<T> use) throws Exception {
    return use("cpu", options, use);
  }

  /** As {@link #use(GlobalOptions, Use)}, with the engine on a device. */
  public static <T> T use(String device, GlobalOptions options, Use<T> use) throws Exception {
    try (Torch torch = Torch.open(Devices.parse(device));
        Registry registry =
            PluginLoader.load(torch.ops(), options.pluginFolder().stream().toList())) {
      return use.with(torch, registry);
    }
  }
}
