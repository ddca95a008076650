package org.dragoman.cli.option;

import org.dragoman.runtime.engine.Devices;
import org.dragoman.runtime.engine.Torch;
import org.dragoman.runtime.plugin.PluginLoader;
import org.dragoman.runtime.plugin.Registry;

/** The plugins, for commands that compute nothing by a model. */
public final class InstalledPlugins {
  private InstalledPlugins() {}

  /**
   * Does something with the plugins.
   *
   * @param <T> what comes of it
   */
  @FunctionalInterface
  public interface Use<T> {
    /** Does it. */
    T with(Torch torch, Registry registry) throws Exception;
  }

  /**
   * Loads the plugins and does something with them. The engine is there since plugins may ask for
   * its operations, whatever kind of component they bring.
   */
  public static <T> T use(GlobalOptions options, Use<T> use) throws Exception {
    try (Torch torch = Torch.open(Devices.parse("cpu"));
        Registry registry =
            PluginLoader.load(torch.ops(), options.pluginFolder().stream().toList())) {
      return use.with(torch, registry);
    }
  }
}
