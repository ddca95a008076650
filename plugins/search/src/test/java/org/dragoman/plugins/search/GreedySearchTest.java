package org.dragoman.plugins.search;

import org.dragoman.spi.SearchStrategy;
import org.dragoman.testkit.SearchStrategyContract;

class GreedySearchTest extends SearchStrategyContract {
  @Override
  protected SearchStrategy create() {
    return new GreedySearch();
  }
}
