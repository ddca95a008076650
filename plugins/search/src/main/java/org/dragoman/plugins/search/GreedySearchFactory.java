package org.dragoman.plugins.search;

import org.dragoman.spi.SearchStrategy;
import org.dragoman.spi.SearchStrategyFactory;

/** Makes {@link GreedySearch}, registered as {@code greedy}. */
public final class GreedySearchFactory implements SearchStrategyFactory<GreedyConfig> {
  @Override
  public Class<GreedyConfig> configType() {
    return GreedyConfig.class;
  }

  @Override
  public SearchStrategy create(GreedyConfig config) {
    return new GreedySearch();
  }
}
