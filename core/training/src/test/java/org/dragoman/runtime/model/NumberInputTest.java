package org.dragoman.runtime.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import java.util.List;
import org.dragoman.runtime.DragomanException;
import org.dragoman.testkit.TestEngine;
import org.dragoman.testkit.Values;
import org.junit.jupiter.api.Test;

class NumberInputTest {
  @Test
  void aCategoryBecomesAOneHotVector() {
    NumberInput input = new NumberInput(3, List.of(3, 0, 2));
    assertThat(input.width()).isEqualTo(6);
    assertThat(input.read("2 0.5 1")).containsExactly(2, 0.5f, 1);
    try (TestEngine engine = new TestEngine()) {
      NDArray given =
          engine.array(new double[] {2, 0.5, 1, 0, -3, 0}, new Shape(2, 3), DataType.FLOAT64);
      assertThat(Values.of(input.vectors(given)))
          .containsExactly(0, 0, 1, 0.5, 0, 1, 1, 0, 0, -3, 1, 0);
    }
  }

  @Test
  void whatIsNoValueOfACategoryIsRefused() {
    NumberInput input = new NumberInput(2, List.of(3, 0));
    for (String line : List.of("3 1", "-1 1", "0.5 1")) {
      assertThatThrownBy(() -> input.read(line))
          .isInstanceOf(DragomanException.class)
          .hasMessage(
              "'%s': number 1 is a category, a whole number from 0 to 2. Mend the line."
                  .formatted(line));
    }
  }
}
