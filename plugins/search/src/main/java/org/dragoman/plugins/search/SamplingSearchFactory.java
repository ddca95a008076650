package org.dragoman.plugins.search;

import java.util.Optional;
import org.dragoman.spi.ComponentSpec;
import org.dragoman.spi.SearchStrategy;
import org.dragoman.spi.SearchStrategyFactory;

/** Makes {@link SamplingSearch}, registered as {@code sampling}. */
public final class SamplingSearchFactory implements SearchStrategyFactory<SamplingConfig> {
  @Override
  public Class<SamplingConfig> configType() {
    return SamplingConfig.class;
  }

  @Override
  public SearchStrategy create(SamplingConfig config) {
    return new SamplingSearch(config);
  }

  @Override
  public Optional<ComponentSpec> withWidth(SamplingConfig config, int width) {
    return Optional.of(Names.beam(BeamConfig.ofSize(width)));
  }
}
