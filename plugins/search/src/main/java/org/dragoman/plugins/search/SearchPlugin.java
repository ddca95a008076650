package org.dragoman.plugins.search;

import org.dragoman.spi.Plugin;

/** Registers the search strategies {@code greedy} and {@code beam}. */
public final class SearchPlugin extends Plugin {
  @Override
  public int spiVersion() {
    return SPI_VERSION;
  }

  @Override
  protected void register() {
    search("greedy", GreedySearchFactory.class);
    search("beam", BeamSearchFactory.class);
  }
}
