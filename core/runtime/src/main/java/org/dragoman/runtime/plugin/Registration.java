package org.dragoman.runtime.plugin;

import org.dragoman.spi.ComponentFactory;
import org.dragoman.spi.ComponentKind;

/**
 * A factory that a plugin registered.
 *
 * @param kind the kind of component it makes
 * @param name the name that a configuration calls it by
 * @param factory the factory
 * @param origin where the plugin comes from
 */
public record Registration(
    ComponentKind kind, String name, ComponentFactory<?> factory, Origin origin) {

  /** Whether it is of a plugin of Dragoman's own. */
  public boolean isBuiltIn() {
    return origin.name().equals(Origin.BUILT_IN);
  }

  /**
   * Where a plugin comes from.
   *
   * @param name the file name of its jar, or {@code built in} for Dragoman's own
   * @param version the jar's {@code Implementation-Version}, or {@code unknown}
   */
  public record Origin(String name, String version) {
    /** The name of the origin of Dragoman's own plugins. */
    public static final String BUILT_IN = "built in";
  }
}
