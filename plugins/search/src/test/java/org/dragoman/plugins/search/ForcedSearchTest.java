package org.dragoman.plugins.search;

import org.dragoman.spi.SearchStrategy;
import org.dragoman.testkit.SearchStrategyContract;

class ForcedSearchTest extends SearchStrategyContract {
  @Override
  protected SearchStrategy create() {
    return new ForcedSearch();
  }

  @Override
  protected boolean isForced() {
    return true;
  }
}
