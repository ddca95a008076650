package org.dragoman.plugins.cells;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.inject.AbstractModule;
import com.google.inject.Guice;
import com.google.inject.Key;
import com.google.inject.TypeLiteral;
import java.util.Map;
import java.util.ServiceLoader;
import org.dragoman.spi.Ops;
import org.dragoman.spi.Plugin;
import org.dragoman.spi.RnnCellFactory;
import org.dragoman.testkit.TestEngine;
import org.junit.jupiter.api.Test;

class CellsPluginTest {
  @Test
  void isFoundAndBringsAllCells() {
    Plugin plugin =
        ServiceLoader.load(Plugin.class).stream()
            .filter(provider -> provider.type() == CellsPlugin.class)
            .findFirst()
            .orElseThrow()
            .get();
    try (TestEngine engine = new TestEngine()) {
      AbstractModule ops =
          new AbstractModule() {
            @Override
            protected void configure() {
              bind(Ops.class).toInstance(engine.ops());
            }
          };
      Map<String, RnnCellFactory<?>> factories =
          Guice.createInjector(plugin, ops)
              .getInstance(Key.get(new TypeLiteral<Map<String, RnnCellFactory<?>>>() {}));

      assertThat(plugin.spiVersion()).isEqualTo(Plugin.SPI_VERSION);
      assertThat(factories)
          .containsOnlyKeys(
              "rnn-tanh",
              "rnn-relu",
              "jordan",
              "lstm",
              "lstm-peephole",
              "lstm-coupled",
              "lstm-layer-norm",
              "lstm-multiplicative",
              "gru",
              "gru-reset-before",
              "gru-layer-norm",
              "mgu",
              "sru");
      assertThat(factories.get("jordan").configType()).isEqualTo(SizeConfig.class);
      assertThat(factories.get("rnn-relu").configType()).isEqualTo(RnnConfig.class);
      assertThat(factories.get("lstm-peephole").configType()).isEqualTo(LstmConfig.class);
      assertThat(factories.get("gru").configType()).isEqualTo(CellConfig.class);
      assertThat(factories.get("sru").configType()).isEqualTo(SruConfig.class);
    }
  }

  @Test
  void valuesThatMakeNoSenseAreRefused() {
    assertThatThrownBy(() -> new SizeConfig(0)).hasMessage("size must be from 1 to 65536, got 0");
    assertThatThrownBy(() -> Configs.gated(65_537))
        .hasMessage("size must be from 1 to 65536, got 65537");
    assertThatThrownBy(() -> new CellDropout(1, 0, 0))
        .hasMessage("state must be at least 0 and below 1, got 1.0");
    assertThatThrownBy(() -> new CellDropout(0, -0.1, 0))
        .hasMessage("update must be at least 0 and below 1, got -0.1");
    assertThatThrownBy(() -> new CellDropout(0, 0, Double.NaN))
        .hasMessage("zoneout must be at least 0 and below 1, got NaN");
    assertThatThrownBy(() -> new RnnConfig.Dropout(1.5, 0))
        .hasMessage("state must be at least 0 and below 1, got 1.5");
    assertThatThrownBy(() -> new SruConfig.Dropout(0, 2))
        .hasMessage("zoneout must be at least 0 and below 1, got 2.0");
    assertThatThrownBy(() -> new LstmConfig(4, RecurrentInit.UNIFORM, Double.NaN, CellDropout.NONE))
        .hasMessageStartingWith("forget-bias must be from -100 to 100, got NaN");
  }
}
