package org.dragoman.runtime.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.djl.nn.Parameter;
import java.util.List;
import org.dragoman.runtime.DragomanException;
import org.dragoman.spi.Component;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NamedParametersTest {
  private final NamedParameters parameters = new NamedParameters();

  @Test
  void putsTheNameBehindThePrefix() {
    parameters.add("decoder.0", new Named("weight_hh"));
    assertThat(parameters.all()).containsOnlyKeys("decoder.0.weight_hh");
  }

  @ParameterizedTest
  @ValueSource(strings = {"a.b", "a[]", "a()", "a b", ""})
  void refusesANameThatDjlTakesApart(String name) {
    assertThatThrownBy(() -> parameters.add("context", new Named(name)))
        .isInstanceOf(DragomanException.class)
        .hasMessageStartingWith(
            "context (%s) has a weight with the name '%s'. A weight's name is of letters"
                .formatted(Named.class.getName(), name));
  }

  private record Named(String name) implements Component {
    @Override
    public List<Parameter> parameters() {
      return List.of(Parameter.builder().setName(name).setType(Parameter.Type.WEIGHT).build());
    }
  }
}
