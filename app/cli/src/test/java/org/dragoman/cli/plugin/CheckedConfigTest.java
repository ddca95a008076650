package org.dragoman.cli.plugin;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.dragoman.runtime.plugin.Registration;
import org.dragoman.runtime.plugin.Registration.Origin;
import org.dragoman.runtime.plugin.Registry;
import org.dragoman.spi.ComponentKind;
import org.dragoman.spi.Option;
import org.dragoman.spi.RnnCell;
import org.dragoman.spi.RnnCellFactory;
import org.junit.jupiter.api.Test;

class CheckedConfigTest {
  /** A configuration. */
  public record Config(@Option(value = "Hidden units.", defaultValue = "512") int size) {}

  /** Its cells need a class that is not there. */
  private static final class Torn implements RnnCellFactory<Config> {
    @Override
    public Class<Config> configType() {
      return Config.class;
    }

    @Override
    public RnnCell create(Config config, long inputSize) {
      throw new NoClassDefFoundError("my/Missing");
    }
  }

  /** The contract then says what is wrong, and other components are checked, too. */
  @Test
  void aCellThatCannotBeLinkedAtAnySizeIsCheckedWithTheUsualOne() {
    Registration torn =
        new Registration(ComponentKind.CELL, "torn", new Torn(), new Origin("torn.jar", "1"));
    Registry registry = Registry.of(List.of(torn));

    CheckedConfig config = CheckedConfig.of(registry, torn, List.of());

    assertThat(config.inWords()).isEqualTo("{}");
    assertThat(config.subject().config()).isEqualTo(new Config(512));
  }
}
