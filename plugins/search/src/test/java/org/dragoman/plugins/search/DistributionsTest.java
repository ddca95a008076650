package org.dragoman.plugins.search;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import org.junit.jupiter.api.Test;

class DistributionsTest {
  @Test
  void rowsAreTheSameWhateverIsReadAtOnceAndInAnyOrder() {
    try (NDManager manager = NDManager.newBaseManager();
        NDManager step = manager.newSubManager()) {
      NDArray array = step.arange(0f, 21f).reshape(new Shape(7, 3)).toType(DataType.FLOAT64, true);
      int before = step.getManagedArrays().size();
      for (int block : new int[] {1, 3, 6, 7, 100}) {
        Distributions read = Distributions.of(array, block);
        for (int row : new int[] {0, 1, 2, 6, 5, 5, 0, 3}) {
          assertThat(read.row(row)).containsExactly(3 * row, 3 * row + 1, 3 * row + 2);
        }
      }
      assertThat(step.getManagedArrays()).hasSize(before);
    }
  }
}
