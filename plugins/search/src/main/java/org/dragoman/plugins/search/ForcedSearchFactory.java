package org.dragoman.plugins.search;

import java.util.Optional;
import org.dragoman.spi.ComponentSpec;
import org.dragoman.spi.SearchStrategy;
import org.dragoman.spi.SearchStrategyFactory;

/** Makes {@link ForcedSearch}, registered as {@code forced}. */
public final class ForcedSearchFactory implements SearchStrategyFactory<ForcedConfig> {
  @Override
  public Class<ForcedConfig> configType() {
    return ForcedConfig.class;
  }

  @Override
  public SearchStrategy create(ForcedConfig config) {
    return new ForcedSearch();
  }

  @Override
  public Optional<ComponentSpec> withWidth(ForcedConfig config, int width) {
    return Optional.of(Names.beam(BeamConfig.ofSize(width)));
  }
}
