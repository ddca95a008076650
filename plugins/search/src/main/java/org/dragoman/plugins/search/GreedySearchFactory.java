package org.dragoman.plugins.search;

import java.util.Optional;
import java.util.Set;
import org.dragoman.spi.ComponentSpec;
import org.dragoman.spi.SearchFeature;
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

  @Override
  public Optional<ComponentSpec> withWidth(GreedyConfig config, int width) {
    return Optional.of(Names.beam(BeamConfig.ofSize(width)));
  }

  @Override
  public Optional<ComponentSpec> withFeatures(GreedyConfig config, Set<SearchFeature> features) {
    return Optional.of(Names.constrained(BeamConfig.ofSize(BeamConfig.DEFAULT_SIZE)));
  }
}
