package org.dragoman.plugins.search;

import org.dragoman.spi.SearchStrategy;
import org.dragoman.spi.SearchStrategyFactory;

/** Makes {@link DiverseBeamSearch}, registered as {@code diverse-beam}. */
public final class DiverseBeamSearchFactory implements SearchStrategyFactory<DiverseBeamConfig> {
  @Override
  public Class<DiverseBeamConfig> configType() {
    return DiverseBeamConfig.class;
  }

  @Override
  public SearchStrategy create(DiverseBeamConfig config) {
    return new DiverseBeamSearch(config);
  }
}
