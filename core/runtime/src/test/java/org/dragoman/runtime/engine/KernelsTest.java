package org.dragoman.runtime.engine;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import org.dragoman.spi.CellState;
import org.dragoman.spi.FusedRnn;
import org.dragoman.spi.Lengths;
import org.dragoman.spi.SequenceOutput;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class KernelsTest {
  private final Torch torch = Torch.open(Device.cpu());
  private final NDManager manager = torch.manager();

  @AfterEach
  void close() {
    torch.close();
  }

  @Test
  void adamDoesWhatItsPaperSays() {
    try (GradMode mode = GradMode.off()) {
      NDArray weight = manager.create(new float[] {1f, -2f}).duplicate();
      NDArray gradient = manager.create(new float[] {0.5f, -4f}).duplicate();
      NDArray mean = manager.zeros(new Shape(2));
      NDArray variance = manager.zeros(new Shape(2));
      double[] hyper = {0.5, 0.9, 0.999, 1e-8, 0.1 / (1 - 0.9), Math.sqrt(1 - 0.999)};

      torch.kernels().call("adam", weight, gradient, mean, variance, manager.create(hyper));

      // The first step is the rate times the gradient's sign, whatever the scale.
      assertThat(weight.toFloatArray()).containsExactly(new float[] {0.9f, -1.9f}, offset());
      assertThat(mean.toFloatArray()).containsExactly(new float[] {0.025f, -0.2f}, offset());
    }
  }

  private static org.assertj.core.data.Offset<Float> offset() {
    return org.assertj.core.data.Offset.offset(1e-5f);
  }

  @Test
  void aSequenceInABatchEndsWhereItWouldEndAlone() {
    try (GradMode mode = GradMode.off()) {
      torch.seed(1);
      NDList weights =
          new NDList(
              manager.randomNormal(new Shape(12, 3)),
              manager.randomNormal(new Shape(12, 4)),
              manager.randomNormal(new Shape(12)),
              manager.randomNormal(new Shape(12)));
      NDArray inputs = manager.randomNormal(new Shape(5, 2, 3));
      for (boolean reverse : new boolean[] {false, true}) {
        SequenceOutput both =
            torch.ops().rnn(FusedRnn.GRU, inputs, Lengths.of(3, 5), reverse, zeros(2), weights);
        SequenceOutput alone =
            torch
                .ops()
                .rnn(FusedRnn.GRU, inputs.get(":3, :1"), Lengths.of(3), reverse, zeros(1), weights);
        assertThat(both.outputs().getShape()).isEqualTo(new Shape(5, 2, 4));
        assertThat(both.outputs().get(":3, :1").allClose(alone.outputs(), 1e-5, 1e-6, false))
            .isTrue();
        assertThat(both.outputs().get("3:, 0").abs().sum().getFloat()).isZero();
        assertThat(
                both.finalState()
                    .output()
                    .get(":1")
                    .allClose(alone.finalState().output(), 1e-5, 1e-6, false))
            .isTrue();
      }
    }
  }

  private CellState zeros(int batch) {
    return CellState.of(manager.zeros(new Shape(batch, 4), DataType.FLOAT32));
  }
}
