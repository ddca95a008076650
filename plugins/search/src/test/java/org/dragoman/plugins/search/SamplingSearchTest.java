package org.dragoman.plugins.search;

import org.dragoman.spi.SearchStrategy;
import org.dragoman.testkit.SearchStrategyContract;

class SamplingSearchTest extends SearchStrategyContract {
  @Override
  protected SearchStrategy create() {
    return new SamplingSearch(new SamplingConfig(1.0, 0, 1.0, 1));
  }
}
