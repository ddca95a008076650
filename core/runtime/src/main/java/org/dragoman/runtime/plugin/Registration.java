package org.dragoman.runtime.plugin;

import org.dragoman.spi.ComponentFactory;
import org.dragoman.spi.ComponentKind;

/**
 * A factory that a plugin registered.
 *
 * @param kind the kind of component it makes
 * @param name its name in configurations
 * @param factory the factory
 * @param origin the jar of the plugin
 */
public record Registration(
    ComponentKind kind, String name, ComponentFactory<?> factory, Origin origin) {

  /** Returns whether it belongs to one of Dragoman's own plugins. */
  public boolean isBuiltIn() {
    return origin.name().equals(Origin.BUILT_IN);
  }

  /**
   * The jar that a plugin comes from.
   *
   * @param name the file name of its jar, or {@code built in} for Dragoman's own
   * @param version the jar's {@code Implementation-Version}, or {@code unknown}
   */
  public record Origin(String name, String version) {
    /** The name of the origin of Dragoman's own plugins. */
    public static final String BUILT_IN = "built in";
  }
}
