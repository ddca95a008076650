package org.dragoman.plugins.cells;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.DataType;
import java.util.ArrayList;
import java.util.List;
import org.dragoman.spi.CellRun;
import org.dragoman.spi.CellState;
import org.dragoman.spi.ForwardingCellRun;
import org.dragoman.spi.Mode;
import org.dragoman.spi.Ops;

/**
 * A run with zoneout: after each step, each unit of the state keeps its old value with a
 * probability. In inference each takes the expectation. There is no faster way than steps.
 *
 * <p>Krueger et al. 2017, "Zoneout: Regularizing RNNs by Randomly Preserving Hidden Activations"
 * (arXiv:1606.01305).
 */
final class ZoneoutRun extends ForwardingCellRun {
  private final Ops ops;
  private final double rate;
  private final Mode mode;

  ZoneoutRun(Ops ops, CellRun run, double rate, Mode mode) {
    super(run);
    this.ops = ops;
    this.rate = rate;
    this.mode = mode;
  }

  @Override
  public CellState step(NDArray projected, CellState state) {
    CellState next = super.step(projected, state);
    List<NDArray> memory = new ArrayList<>();
    for (int k = 0; k < next.memory().size(); k++) {
      memory.add(mixed(next.memory().get(k), state.memory().get(k)));
    }
    return new CellState(mixed(next.output(), state.output()), memory);
  }

  private NDArray mixed(NDArray next, NDArray old) {
    if (mode == Mode.INFERENCE) {
      return next.sub(ops.scale(next.sub(old), rate));
    }
    NDArray draw = next.getManager().randomUniform(0, 1, next.getShape(), DataType.FLOAT32);
    return ops.where(draw.gte((float) rate), next, old);
  }
}
