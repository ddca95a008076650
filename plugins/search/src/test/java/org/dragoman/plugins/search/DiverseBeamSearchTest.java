package org.dragoman.plugins.search;

import org.dragoman.spi.SearchStrategy;
import org.dragoman.testkit.SearchStrategyContract;

class DiverseBeamSearchTest extends SearchStrategyContract {
  @Override
  protected SearchStrategy create() {
    return new DiverseBeamSearch(
        new DiverseBeamConfig(6, 3, 0.5, LengthNormalization.AVERAGE, 1.0));
  }
}
