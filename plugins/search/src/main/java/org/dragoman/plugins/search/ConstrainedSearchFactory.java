package org.dragoman.plugins.search;

import java.util.Optional;
import org.dragoman.spi.ComponentSpec;
import org.dragoman.spi.SearchStrategy;
import org.dragoman.spi.SearchStrategyFactory;

/** Makes {@link ConstrainedSearch}, registered as {@code constrained}. */
public final class ConstrainedSearchFactory implements SearchStrategyFactory<BeamConfig> {
  @Override
  public Class<BeamConfig> configType() {
    return BeamConfig.class;
  }

  @Override
  public SearchStrategy create(BeamConfig config) {
    return new ConstrainedSearch(config);
  }

  @Override
  public Optional<ComponentSpec> withWidth(BeamConfig config, int width) {
    return Optional.of(Names.constrained(config.withSize(width)));
  }
}
