package org.dragoman.plugins.search;

import org.dragoman.spi.SearchStrategy;
import org.dragoman.testkit.SearchStrategyContract;

class BeamSearchTest extends SearchStrategyContract {
  @Override
  protected SearchStrategy create() {
    return new BeamSearch(BeamConfig.plain(5, LengthNormalization.AVERAGE, 1.0));
  }
}
