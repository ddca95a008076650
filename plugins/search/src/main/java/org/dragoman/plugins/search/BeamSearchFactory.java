package org.dragoman.plugins.search;

import org.dragoman.spi.SearchStrategy;
import org.dragoman.spi.SearchStrategyFactory;

/** Makes {@link BeamSearch}, registered as {@code beam}. */
public final class BeamSearchFactory implements SearchStrategyFactory<BeamConfig> {
  @Override
  public Class<BeamConfig> configType() {
    return BeamConfig.class;
  }

  @Override
  public SearchStrategy create(BeamConfig config) {
    return new BeamSearch(config);
  }
}
