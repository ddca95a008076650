package org.dragoman.plugins.cells;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.DataType;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.dragoman.spi.CellRun;
import org.dragoman.spi.CellState;
import org.dragoman.spi.Mode;
import org.dragoman.spi.Ops;

/**
 * A run with zoneout: after each step, each unit of the state keeps its old value with a
 * probability. In inference each takes the expectation. There is no faster way than steps.
 *
 * <p>Krueger et al. 2017, "Zoneout: Regularizing RNNs by Randomly Preserving Hidden Activations"
 * (arXiv:1606.01305).
 */
final class ZoneoutRun implements CellRun {
  private final Ops ops;
  private final CellRun run;
  private final double rate;
  private final Mode mode;

  ZoneoutRun(Ops ops, CellRun run, double rate, Mode mode) {
    this.ops = ops;
    this.run = run;
    this.rate = rate;
    this.mode = mode;
  }

  @Override
  public CellState zeroState() {
    return run.zeroState();
  }

  @Override
  public CellState startState(NDArray output) {
    return run.startState(output);
  }

  @Override
  public NDArray project(NDArray inputs, long offset) {
    return run.project(inputs, offset);
  }

  @Override
  public CellState step(NDArray projected, CellState state) {
    CellState next = run.step(projected, state);
    List<NDArray> memory = new ArrayList<>();
    for (int k = 0; k < next.memory().size(); k++) {
      memory.add(mixed(next.memory().get(k), state.memory().get(k)));
    }
    return new CellState(mixed(next.output(), state.output()), memory);
  }

  @Override
  public Map<String, NDArray> gates(NDArray projected, CellState state) {
    return run.gates(projected, state);
  }

  private NDArray mixed(NDArray next, NDArray old) {
    if (mode == Mode.INFERENCE) {
      return next.sub(ops.scale(next.sub(old), rate));
    }
    NDArray draw = next.getManager().randomUniform(0, 1, next.getShape(), DataType.FLOAT32);
    return ops.where(draw.gte((float) rate), next, old);
  }
}
