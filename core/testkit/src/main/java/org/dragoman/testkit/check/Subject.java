package org.dragoman.testkit.check;

import org.dragoman.spi.ComponentFactory;
import org.dragoman.spi.ComponentKind;

/**
 * The component that a contract is run on.
 *
 * @param kind of component
 * @param factory makes it
 * @param config for a small component with all its features, of the factory's type
 * @param usual for a component of a usual size, whose speed is measured, of the factory's type
 */
public record Subject(
    ComponentKind kind, ComponentFactory<?> factory, Record config, Record usual) {

  /** Casts the factory to its kind. */
  @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"})
  <F extends ComponentFactory<Record>> F makes() {
    return (F) factory;
  }
}
