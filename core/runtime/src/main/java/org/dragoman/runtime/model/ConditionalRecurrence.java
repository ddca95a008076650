package org.dragoman.runtime.model;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import java.util.ArrayList;
import java.util.List;
import org.dragoman.runtime.network.CellWatch;
import org.dragoman.runtime.network.DeepTransition;
import org.dragoman.runtime.network.NamedParameters;
import org.dragoman.runtime.network.Recurrence;
import org.dragoman.runtime.network.RecurrentStack;
import org.dragoman.spi.CellRun;
import org.dragoman.spi.CellState;
import org.dragoman.spi.Lengths;
import org.dragoman.spi.Mode;
import org.dragoman.spi.Ops;
import org.dragoman.spi.RnnCell;

/**
 * Attention between two cells of the lowest layer, which share its state: s' = cell1(y, s), c =
 * attention(s'), s'' = cell2(c, s'). The layers above read s''. With GRU cells this is the
 * conditional GRU of Nematus (Sennrich et al. 2017, arXiv:1703.04357). Each step attends with a
 * state that depends on the context of the step before, so the lowest layer always goes step by
 * step.
 *
 * @param stack its lowest cell is cell1
 * @param second cell2; a deep transition goes on without an input
 */
record ConditionalRecurrence(Ops ops, RecurrentStack stack, RnnCell second)
    implements AttentionPlace {
  private static final String NAME = "0.conditional";

  @Override
  public void collect(NamedParameters parameters) {
    DeepTransition.collect("decoder." + NAME, second, parameters);
  }

  @Override
  public AttentionPlace.Run open(NDManager manager, long batchSize, Mode mode, CellWatch watch) {
    RecurrentStack.Run layers = stack.open(manager, batchSize, mode).openAll(watch);
    CellRun reading = watch.of(NAME, second.open(manager, batchSize, mode));
    return new Run(ops, layers, reading);
  }

  /**
   * The layers at work.
   *
   * @param reading the run of cell2, which reads contexts
   */
  private record Run(Ops ops, RecurrentStack.Run layers, CellRun reading)
      implements AttentionPlace.Run {
    @Override
    public CellRun cell(int layer) {
      return layers.cell(layer);
    }

    @Override
    public Output step(NDArray projected, List<CellState> before, Attention attention) {
      Lowest lowest = lowest(projected, before.get(0), attention);
      List<CellState> after = new ArrayList<>();
      after.add(lowest.state());
      NDArray top = layers.stepAbove(lowest.state(), before, after);
      return new Output(top, lowest.context(), after);
    }

    /** The lowest layer after a step, and the context that it has read. */
    private record Lowest(CellState state, NDArray context) {}

    private Lowest lowest(NDArray projected, CellState before, Attention attention) {
      CellState between = layers.cell(0).step(projected, before);
      NDArray context = attention.context(between.output());
      return new Lowest(reading.step(reading.project(context), between), context);
    }

    @Override
    public Output sequence(
        NDArray inputs, Lengths lengths, List<CellState> before, TargetAttention attention) {
      NDArray projected = layers.cell(0).project(inputs);
      NDList outputs = new NDList();
      NDList contexts = new NDList();
      CellState state = before.get(0);
      for (long t = 0; t < inputs.getShape().get(0); t++) {
        Lowest lowest = lowest(projected.get(t), state, attention);
        state = lowest.state();
        outputs.add(state.output());
        contexts.add(lowest.context());
      }
      RecurrentStack.Output above =
          layers.sequence(
              1,
              NDArrays.stack(outputs),
              lengths,
              Recurrence.by(ops),
              before.subList(1, before.size()));
      List<CellState> after = new ArrayList<>(List.of(state));
      after.addAll(above.ends());
      return new Output(above.outputs(), NDArrays.stack(contexts), after);
    }
  }
}
