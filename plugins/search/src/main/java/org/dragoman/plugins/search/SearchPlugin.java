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
    search("greedy", GreedySearchFactory.class);
    search("beam", BeamSearchFactory.class);
    search("diverse-beam", DiverseBeamSearchFactory.class);
    search("constrained", ConstrainedSearchFactory.class);
    search("sampling", SamplingSearchFactory.class);
    search("forced", ForcedSearchFactory.class);
  }
}
