package org.dragoman.training.inspect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Parameter;
import ai.djl.training.initializer.ConstantInitializer;
import java.util.List;
import org.dragoman.runtime.engine.Torch;
import org.dragoman.spi.CellRun;
import org.dragoman.spi.CellState;
import org.dragoman.spi.Mode;
import org.dragoman.spi.RnnCell;
import org.dragoman.training.data.Held;
import org.junit.jupiter.api.Test;

class GradientFlowTest {
  private static final int SIZE = 3;

  /** {@code h' = w h + x}, with one number w. */
  private static final class Linear implements RnnCell {
    private final Parameter weight =
        Parameter.builder()
            .setName("weight_hh")
            .setType(Parameter.Type.WEIGHT)
            .optShape(new Shape(1))
            .optInitializer(new ConstantInitializer(0.5f))
            .build();

    @Override
    public long inputSize() {
      return SIZE;
    }

    @Override
    public List<Parameter> parameters() {
      return List.of(weight);
    }

    @Override
    public long outputSize() {
      return SIZE;
    }

    @Override
    public CellRun open(NDManager manager, long batchSize, Mode mode) {
      return new CellRun() {
        @Override
        public CellState zeroState() {
          return CellState.of(manager.zeros(new Shape(batchSize, SIZE)));
        }

        @Override
        public CellState startState(NDArray output) {
          return CellState.of(output);
        }

        @Override
        public NDArray project(NDArray inputs, long offset) {
          return inputs;
        }

        @Override
        public CellState step(NDArray projected, CellState state) {
          return CellState.of(projected.add(state.output().mul(weight.getArray())));
        }
      };
    }
  }

  @Test
  void aLinearCellMultipliesByItsWeightAtEachStep() {
    try (Torch torch = Torch.open(Device.cpu())) {
      GradientFlow flow = new GradientFlow(torch, new GradientFlow.Setting(12, 4, SIZE, 1));
      for (double gain : new double[] {1, 3}) {
        GradientFlow.Flow found = flow.of(new Linear(), gain);
        assertThat(found.norms()).hasSize(12);
        for (int distance = 0; distance < 12; distance++) {
          double expected = Math.pow(0.5 * gain, distance);
          assertThat(found.norms().get(distance)).isCloseTo(expected, within(1e-5 * expected));
        }
        assertThat(found.clipped(found.weightNorm() * 2)).isEqualTo(1);
        assertThat(found.clipped(found.weightNorm() / 4)).isCloseTo(0.25, within(1e-12));
      }
      int before = Held.count(torch.manager());
      flow.of(new Linear(), 1);
      assertThat(Held.count(torch.manager())).isEqualTo(before);
    }
  }
}
