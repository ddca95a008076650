package org.dragoman.plugins.search;

import java.util.Optional;
import java.util.Set;
import org.dragoman.spi.ComponentSpec;
import org.dragoman.spi.SearchFeature;
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

  @Override
  public Optional<ComponentSpec> withWidth(BeamConfig config, int width) {
    return Optional.of(Names.beam(config.withSize(width)));
  }

  @Override
  public Optional<ComponentSpec> withFeatures(BeamConfig config, Set<SearchFeature> features) {
    return Optional.of(Names.constrained(config));
  }
}
