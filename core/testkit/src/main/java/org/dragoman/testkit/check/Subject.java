package org.dragoman.testkit.check;

import org.dragoman.spi.ComponentFactory;
import org.dragoman.spi.ComponentKind;

/**
 * What a contract is run on.
 *
 * @param kind of component
 * @param factory makes it
 * @param config of the factory's type, for a component as small as it still does all that it can
 * @param usual of the factory's type, for a component of the size that users take, whose speed is
 *     measured
 */
public record Subject(
    ComponentKind kind, ComponentFactory<?> factory, Record config, Record usual) {

  /** The factory as one of a kind, whose configurations are of its own type. */
  @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"})
  <F extends ComponentFactory<Record>> F makes() {
    return (F) factory;
  }
}
