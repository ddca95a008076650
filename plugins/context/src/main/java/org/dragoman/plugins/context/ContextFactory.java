package org.dragoman.plugins.context;

import org.dragoman.spi.ContextStrategyFactory;
import org.dragoman.spi.Ops;

/**
 * The base class of the factories of the built-in context strategies. A subclass adds {@code
 * create}.
 */
abstract class ContextFactory<C extends Record> implements ContextStrategyFactory<C> {
  private final Ops ops;
  private final Class<C> configType;

  ContextFactory(Ops ops, Class<C> configType) {
    this.ops = ops;
    this.configType = configType;
  }

  @Override
  public final Class<C> configType() {
    return configType;
  }

  final Ops ops() {
    return ops;
  }
}
