package org.dragoman.runtime.plugin;

import java.util.Set;
import org.dragoman.spi.ComponentKind;

/**
 * A jar, or a folder of jars, that could not be loaded.
 *
 * @param message names it and says why
 * @param components the keys of the components that it would have registered, as far as its code
 *     shows
 */
record Refusal(String message, Set<String> components) {
  Refusal {
    components = Set.copyOf(components);
  }

  /** Returns the key of a component. */
  static String key(ComponentKind kind, String name) {
    return kind + " " + name;
  }

  /** Returns whether it would have registered a component. */
  boolean offers(ComponentKind kind, String name) {
    return components.contains(key(kind, name));
  }
}
