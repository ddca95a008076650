package org.dragoman.training.batch;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.ArrayList;
import java.util.List;
import org.dragoman.runtime.engine.Torch;
import org.dragoman.runtime.network.StackState;
import org.dragoman.spi.CellState;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

class CarriedStateTest {
  private static final Torch TORCH = Torch.open(Device.cpu());
  private static final Pair PAIR = new Pair(new int[] {4, 3}, new int[] {5});

  @AfterAll
  static void close() {
    TORCH.close();
  }

  private static PairBatch after(Integer... rows) {
    return new PairBatch(java.util.Collections.nCopies(rows.length, PAIR), List.of(rows));
  }

  private static StackState state(NDManager manager, float... rows) {
    NDArray output = manager.create(rows, new Shape(rows.length, 1));
    return new StackState(List.of(CellState.of(output, output.add(100))));
  }

  private static float[] outputs(StackState state) {
    return state.cells().get(0).output().toFloatArray();
  }

  @Test
  void eachSentenceBeginsWithWhatTheOneBeforeItLeft() {
    try (NDManager scope = TORCH.manager().newSubManager();
        CarriedState carried = new CarriedState(TORCH.manager())) {
      assertThat(carried.begin(scope, after(PairBatch.NONE, PairBatch.NONE))).isNull();
      try (NDManager batch = TORCH.manager().newSubManager()) {
        carried.end(state(batch, 1, 2, 3));
      }
      StackState next = carried.begin(scope, after(2, PairBatch.NONE, 0));
      assertThat(outputs(next)).containsExactly(3, 0, 1);
      assertThat(next.cells().get(0).memory().get(0).toFloatArray()).containsExactly(103, 0, 101);
      assertThat(carried.begin(scope, after(PairBatch.NONE))).isNull();

      carried.forget();
      assertThat(carried.begin(scope, after(2, PairBatch.NONE, 0))).isNull();
    }
  }

  @Test
  void whatIsSavedIsRestored() {
    try (NDManager scope = TORCH.manager().newSubManager();
        CarriedState one = new CarriedState(TORCH.manager());
        CarriedState other = new CarriedState(TORCH.manager())) {
      one.end(state(scope, 4, 5));
      other.restore(one.arrays());
      assertThat(outputs(other.begin(scope, after(1, 0)))).containsExactly(5, 4);

      one.forget();
      other.restore(one.arrays());
      assertThat(other.arrays()).isEmpty();
    }
  }

  @Test
  void nothingIsLeftBehind() {
    try (CarriedState carried = new CarriedState(TORCH.manager())) {
      List<Integer> sizes = new ArrayList<>();
      for (int i = 0; i < 3; i++) {
        try (NDManager scope = TORCH.manager().newSubManager()) {
          carried.begin(scope, after(0, 1));
          carried.end(state(scope, 1, 2));
        }
        sizes.add(TORCH.manager().getManagedArrays().size());
      }
      assertThat(sizes).containsOnly(sizes.get(0));
      assertThat(carried.arrays()).hasSize(2);
    }
  }
}
