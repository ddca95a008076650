package org.dragoman.plugins.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.inject.Guice;
import com.google.inject.Key;
import com.google.inject.TypeLiteral;
import java.util.Map;
import java.util.ServiceLoader;
import org.dragoman.spi.Plugin;
import org.dragoman.spi.SearchStrategyFactory;
import org.junit.jupiter.api.Test;

class SearchPluginTest {
  @Test
  void isFoundAndBringsTheStrategies() {
    Plugin plugin =
        ServiceLoader.load(Plugin.class).stream()
            .filter(provider -> provider.type() == SearchPlugin.class)
            .findFirst()
            .orElseThrow()
            .get();
    Map<String, SearchStrategyFactory<?>> factories =
        Guice.createInjector(plugin)
            .getInstance(Key.get(new TypeLiteral<Map<String, SearchStrategyFactory<?>>>() {}));

    assertThat(plugin.spiVersion()).isEqualTo(Plugin.SPI_VERSION);
    assertThat(factories)
        .containsOnlyKeys("greedy", "beam", "diverse-beam", "constrained", "sampling", "forced");
    assertThat(factories.get("greedy").configType()).isEqualTo(GreedyConfig.class);
    assertThat(factories.get("beam").configType()).isEqualTo(BeamConfig.class);
  }

  @Test
  void valuesThatMakeNoSenseAreRefused() {
    assertThatThrownBy(() -> BeamConfig.plain(0, LengthNormalization.NONE, 1))
        .hasMessage("size must be at least 1, got 0");
    assertThatThrownBy(() -> BeamConfig.plain(5, LengthNormalization.WU, -0.5))
        .hasMessage("alpha must be a number of at least 0, got -0.5");
    assertThatThrownBy(() -> BeamConfig.plain(5, LengthNormalization.WU, Double.NaN))
        .hasMessageContaining("NaN");
  }
}
