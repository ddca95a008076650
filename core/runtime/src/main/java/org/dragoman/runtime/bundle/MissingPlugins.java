package org.dragoman.runtime.bundle;

import java.util.List;
import java.util.stream.Collectors;
import org.dragoman.runtime.DragomanException;
import org.dragoman.runtime.bundle.Manifest.UsedPlugin;
import org.dragoman.runtime.plugin.Registration.Origin;
import org.dragoman.runtime.plugin.Registry;
import org.dragoman.spi.ComponentKind;

/**
 * The components that a bundle was made with and that are not installed.
 *
 * @param plugins of the bundle's manifest
 * @param bundleVersion the version of Dragoman that made the bundle
 * @param problems why other plugins could not be loaded, or empty
 */
record MissingPlugins(List<UsedPlugin> plugins, String bundleVersion, String problems) {

  static MissingPlugins of(Manifest manifest, Registry registry) {
    return new MissingPlugins(
        manifest.plugins().stream()
            .filter(plugin -> registry.find(plugin.kind(), plugin.name()).isEmpty())
            .toList(),
        manifest.dragoman(),
        registry.problemsInWords());
  }

  /**
   * Does nothing where all are installed.
   *
   * @param bundle its name in the message
   * @throws DragomanException of kind CONFIGURATION; it names the missing components, and the Maven
   *     artifacts of those that are built in
   */
  void requireNone(String bundle) {
    if (!plugins.isEmpty()) {
      throw DragomanException.configuration(
          "The bundle %s was made with plugins that are not installed:%s%s%s%s"
              .formatted(bundle, inWords(), builtIn(), others(), problems));
    }
  }

  private String inWords() {
    return plugins.stream()
        .map(
            plugin ->
                "\n  %s '%s' (%s, version %s)"
                    .formatted(
                        plugin.kind().label(), plugin.name(), plugin.origin(), plugin.version()))
        .collect(Collectors.joining());
  }

  private String builtIn() {
    String artifacts =
        plugins.stream()
            .filter(MissingPlugins::isBuiltIn)
            .map(plugin -> "org.dragoman:" + artifact(plugin.kind()))
            .distinct()
            .collect(Collectors.joining(" and "));
    return artifacts.isEmpty()
        ? ""
        : ("\nWhat is built in comes with Dragoman, of version %s or later. To the dependencies of a"
                + " program add org.dragoman:dragoman, or %s.")
            .formatted(bundleVersion, artifacts);
  }

  private String others() {
    long others = plugins.stream().filter(plugin -> !isBuiltIn(plugin)).count();
    if (others == 0) {
      return "";
    }
    String jars = others == plugins.size() ? "their jars" : "the jars of the others";
    return "\nPut " + jars + " into the plugin folder or on the class path.";
  }

  private static boolean isBuiltIn(UsedPlugin plugin) {
    return plugin.origin().equals(Origin.BUILT_IN);
  }

  private static String artifact(ComponentKind kind) {
    return switch (kind) {
      case CELL -> "dragoman-cells";
      case CONTEXT -> "dragoman-context";
      case TOKENIZER, SUBWORD -> "dragoman-tokenizers";
      case SEARCH -> "dragoman-search";
    };
  }
}
