package org.dragoman.plugins.search;

import java.util.Optional;
import org.dragoman.spi.ComponentKind;
import org.dragoman.spi.ComponentSpec;
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

  @Override
  public Optional<ComponentSpec> withWidth(DiverseBeamConfig config, int width) {
    return Optional.of(
        new ComponentSpec(ComponentKind.SEARCH, Names.DIVERSE_BEAM, config.withSize(width)));
  }
}
