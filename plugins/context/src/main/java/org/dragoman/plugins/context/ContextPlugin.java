package org.dragoman.plugins.context;

import org.dragoman.spi.Plugin;

/** Registers the built-in context strategies: fixed-size contexts and attention of many kinds. */
public final class ContextPlugin extends Plugin {
  @Override
  public int spiVersion() {
    return SPI_VERSION;
  }

  @Override
  protected void register() {
    context(LastContextFactory.NAME, LastContextFactory.class);
    context(MeanContextFactory.NAME, MeanContextFactory.class);
    context(MaxContextFactory.NAME, MaxContextFactory.class);
    context(DotAttentionFactory.NAME, DotAttentionFactory.class);
    context(ScaledDotAttentionFactory.NAME, ScaledDotAttentionFactory.class);
    context(GeneralAttentionFactory.NAME, GeneralAttentionFactory.class);
    context(AdditiveAttentionFactory.NAME, AdditiveAttentionFactory.class);
    context(NormedAdditiveAttentionFactory.NAME, NormedAdditiveAttentionFactory.class);
    context(SparsemaxAttentionFactory.NAME, SparsemaxAttentionFactory.class);
    context(MultiHeadAttentionFactory.NAME, MultiHeadAttentionFactory.class);
    context(LocalAttentionFactory.NAME, LocalAttentionFactory.class);
    context(LocationAttentionFactory.NAME, LocationAttentionFactory.class);
    context(CoverageAttentionFactory.NAME, CoverageAttentionFactory.class);
  }
}
