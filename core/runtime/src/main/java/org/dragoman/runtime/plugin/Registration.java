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

  /**
   * Where a plugin comes from.
   *
   * @param name the file name of its jar, or {@code built in} for Dragoman's own
   * @param version the jar's {@code Implementation-Version}, or {@code unknown}
   */
  public record Origin(String name, String version) {}
}
