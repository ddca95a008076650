package org.dragoman.runtime.plugin;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.dragoman.runtime.DragomanException;
import org.dragoman.runtime.plugin.Registration.Origin;
import org.dragoman.spi.ComponentKind;
import org.dragoman.spi.ComponentSpec;
import org.dragoman.spi.ContextStrategy;
import org.dragoman.spi.ContextStrategyFactory;
import org.junit.jupiter.api.Test;

class ComponentsTest {
  private record None() {}

  /** Wants both widths to be the same, and has them different. */
  private static final class Picky implements ContextStrategyFactory<None> {
    @Override
    public Class<None> configType() {
      return None.class;
    }

    @Override
    public ContextStrategy create(None config, long memorySize, long querySize) {
      throw new IllegalArgumentException(memorySize + " is not " + querySize + ".");
    }
  }

  @Test
  void whatAFactoryRefusesIsAMistakeInTheConfiguration() {
    Registration picky =
        new Registration(
            ComponentKind.CONTEXT, "picky", new Picky(), new Origin("picky.jar", "1.0"));
    Components components = new Components(Registry.of(List.of(picky)));
    ComponentSpec spec = new ComponentSpec(ComponentKind.CONTEXT, "picky", new None());

    assertThatThrownBy(() -> components.context(spec, 6, 4))
        .isInstanceOf(DragomanException.class)
        .hasMessage("The context strategy 'picky' cannot be made so: 6 is not 4.");
  }
}
