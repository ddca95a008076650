package org.dragoman.runtime.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import org.dragoman.runtime.engine.Torch;
import org.dragoman.spi.CellState;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class CellStateTest {
  private final Torch torch = Torch.open(Device.cpu());
  private final NDManager manager = torch.manager();

  @AfterEach
  void close() {
    torch.close();
  }

  @Test
  void selectsRowsOfArraysOfDifferentWidths() {
    CellState state =
        CellState.of(manager.arange(6f).reshape(3, 2), manager.arange(3f).reshape(3, 1));
    CellState selected = state.select(manager.create(new long[] {2, 0, 2, 2}));
    assertThat(selected.output().toFloatArray()).containsExactly(4, 5, 0, 1, 4, 5, 4, 5);
    assertThat(selected.memory().get(0).toFloatArray()).containsExactly(2, 0, 2, 2);
  }

  @Test
  void refusesWhatHasNotTwoDimensions() {
    NDArray rows = manager.zeros(new Shape(3, 2));
    for (Shape shape : new Shape[] {new Shape(3), new Shape(3, 2, 2)}) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> CellState.of(rows, manager.zeros(shape)))
          .withMessageContaining("rows and columns, got the shape " + shape);
      assertThatIllegalArgumentException().isThrownBy(() -> CellState.of(manager.zeros(shape)));
    }
  }
}
