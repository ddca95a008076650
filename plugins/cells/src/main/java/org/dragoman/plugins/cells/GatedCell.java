package org.dragoman.plugins.cells;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Parameter;
import java.util.List;
import java.util.Optional;
import org.dragoman.spi.CellRun;
import org.dragoman.spi.CellState;
import org.dragoman.spi.FusedRnn;
import org.dragoman.spi.Lengths;
import org.dragoman.spi.Ops;
import org.dragoman.spi.RnnCell;
import org.dragoman.spi.SequenceOutput;

/** What cells have in common whose gates are stacked in {@link GateWeights}. */
abstract class GatedCell implements RnnCell {
  private final Ops ops;
  private final long inputSize;
  private final long size;
  private final GateWeights weights;

  GatedCell(Ops ops, int gates, long inputSize, long size) {
    this.ops = ops;
    this.inputSize = inputSize;
    this.size = size;
    weights = new GateWeights(gates, inputSize, size);
  }

  @Override
  public final List<Parameter> parameters() {
    return weights.parameters();
  }

  @Override
  public final long inputSize() {
    return inputSize;
  }

  @Override
  public final long outputSize() {
    return size;
  }

  /** A run that lacks the step and the first state. */
  abstract class Run implements CellRun {
    private final NDManager manager;
    private final long batchSize;
    private final FusedRnn fused;
    private final InputProjection projection;
    private final NDArray hiddenWeight = weights.hiddenWeight();
    private final NDArray inputBias = weights.inputBias();
    private final NDArray hiddenBias = weights.hiddenBias();

    /**
     * @param fused the engine's kernel of the same equations
     */
    Run(NDManager manager, long batchSize, FusedRnn fused) {
      this.manager = manager;
      this.batchSize = batchSize;
      this.fused = fused;
      projection = new InputProjection(ops, manager, weights.inputWeight());
    }

    /** {@code [B', G*H]}: an input's projection with its bias. */
    final NDArray input(NDArray projected) {
      return projected.add(inputBias);
    }

    /** {@code [B', G*H]}: {@code W_hh h + b_hh}. */
    final NDArray recurrent(NDArray h) {
      return ops.linear(h, hiddenWeight, hiddenBias);
    }

    @Override
    public final CellState zeroState() {
      return startState(manager.zeros(new Shape(batchSize, size), hiddenWeight.getDataType()));
    }

    @Override
    public final NDArray project(NDArray inputs, long offset) {
      return projection.apply(inputs, offset);
    }

    @Override
    public final Optional<SequenceOutput> sequence(
        NDArray inputs, Lengths lengths, boolean reverse, CellState initial) {
      return Optional.of(ops.rnn(fused, inputs, lengths, reverse, initial, weights.all()));
    }
  }
}
