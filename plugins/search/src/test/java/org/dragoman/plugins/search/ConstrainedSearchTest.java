package org.dragoman.plugins.search;

import org.dragoman.spi.SearchStrategy;
import org.dragoman.testkit.SearchStrategyContract;

class ConstrainedSearchTest extends SearchStrategyContract {
  @Override
  protected SearchStrategy create() {
    return new ConstrainedSearch(BeamConfig.plain(5, LengthNormalization.AVERAGE, 1.0));
  }
}
