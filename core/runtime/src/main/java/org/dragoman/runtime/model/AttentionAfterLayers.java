package org.dragoman.runtime.model;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import java.util.ArrayList;
import java.util.List;
import org.dragoman.runtime.network.CellWatch;
import org.dragoman.runtime.network.NamedParameters;
import org.dragoman.runtime.network.Recurrence;
import org.dragoman.runtime.network.RecurrentStack;
import org.dragoman.spi.CellRun;
import org.dragoman.spi.CellState;
import org.dragoman.spi.Lengths;
import org.dragoman.spi.Mode;
import org.dragoman.spi.Ops;

/**
 * Attention after the top layer, whose output is the query; no layer reads the context (Luong et
 * al. 2015, arXiv:1508.04025). Where all inputs are known, no step needs the one before it to
 * attend.
 */
record AttentionAfterLayers(Ops ops, RecurrentStack stack) implements AttentionPlace {
  @Override
  public void collect(NamedParameters parameters) {
    // It has none.
  }

  @Override
  public AttentionPlace.Run open(NDManager manager, long batchSize, Mode mode, CellWatch watch) {
    return new Run(ops, stack.open(manager, batchSize, mode).openAll(watch));
  }

  private record Run(Ops ops, RecurrentStack.Run layers) implements AttentionPlace.Run {
    @Override
    public CellRun cell(int layer) {
      return layers.cell(layer);
    }

    @Override
    public Output step(NDArray projected, List<CellState> before, Attention attention) {
      List<CellState> after = new ArrayList<>();
      after.add(layers.cell(0).step(projected, before.get(0)));
      NDArray top = layers.stepAbove(after.get(0), before, after);
      return new Output(top, attention.context(top), after);
    }

    @Override
    public Output sequence(
        NDArray inputs, Lengths lengths, List<CellState> before, TargetAttention attention) {
      RecurrentStack.Output read = layers.sequence(0, inputs, lengths, Recurrence.by(ops), before);
      return new Output(read.outputs(), attention.contexts(read.outputs()), read.ends());
    }
  }
}
