package org.dragoman.plugins.context;

import org.dragoman.spi.Plugin;

/** Registers the built-in context strategies: {@code last}, {@code additive}, {@code general}. */
public final class ContextPlugin extends Plugin {
  @Override
  public int spiVersion() {
    return SPI_VERSION;
  }

  @Override
  protected void register() {
    context(LastContext.NAME, LastContext.Factory.class);
    context(AdditiveAttention.NAME, AdditiveAttention.Factory.class);
    context(GeneralAttention.NAME, GeneralAttention.Factory.class);
  }
}
