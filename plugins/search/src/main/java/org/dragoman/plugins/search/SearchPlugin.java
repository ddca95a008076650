package org.dragoman.plugins.search;

import org.dragoman.spi.Plugin;

/** Registers the built-in search strategies. */
public final class SearchPlugin extends Plugin {
  @Override
  public int spiVersion() {
    return SPI_VERSION;
  }

  @Override
  protected void register() {
    search(Names.GREEDY, GreedySearchFactory.class);
    search(Names.BEAM, BeamSearchFactory.class);
    search(Names.DIVERSE_BEAM, DiverseBeamSearchFactory.class);
    search(Names.CONSTRAINED, ConstrainedSearchFactory.class);
    search(Names.SAMPLING, SamplingSearchFactory.class);
    search(Names.FORCED, ForcedSearchFactory.class);
  }
}
