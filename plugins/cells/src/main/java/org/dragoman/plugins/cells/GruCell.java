package org.dragoman.plugins.cells;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Activation;
import ai.djl.nn.Parameter;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Optional;
import org.dragoman.spi.CellRun;
import org.dragoman.spi.CellState;
import org.dragoman.spi.FusedRnn;
import org.dragoman.spi.Lengths;
import org.dragoman.spi.Mode;
import org.dragoman.spi.Ops;
import org.dragoman.spi.Option;
import org.dragoman.spi.RnnCell;
import org.dragoman.spi.RnnCellFactory;
import org.dragoman.spi.SequenceOutput;

/**
 * Gated recurrent unit with the reset gate applied after the matrix product, name {@value #NAME}.
 *
 * <pre>
 * r  = sigmoid(W_xr x + b_xr + W_hr h + b_hr)
 * z  = sigmoid(W_xz x + b_xz + W_hz h + b_hz)
 * n  = tanh(W_xn x + b_xn + r * (W_hn h + b_hn))
 * h' = (1 - z) * n + z * h
 * </pre>
 *
 * Cho et al. 2014, "Learning Phrase Representations using RNN Encoder-Decoder for Statistical
 * Machine Translation" (arXiv:1406.1078), in the form of its version 1 that cuDNN and PyTorch
 * compute. The default cell: as good as an LSTM on most translation tasks at three quarters of the
 * cost.
 */
public final class GruCell implements RnnCell {
  /** The registered name. */
  public static final String NAME = "gru";

  private final Ops ops;
  private final long inputSize;
  private final long size;
  private final GateWeights weights;

  private GruCell(Ops ops, long inputSize, long size) {
    this.ops = ops;
    this.inputSize = inputSize;
    this.size = size;
    weights = new GateWeights(3, inputSize, size);
  }

  /**
   * Configuration of a {@link GruCell}.
   *
   * @param size hidden units
   */
  public record Config(@Option(value = "Hidden units.", defaultValue = "512") int size) {
    /** Checks the size. */
    public Config {
      Sizes.check(size);
    }
  }

  /** Makes {@link GruCell}s. */
  public static final class Factory implements RnnCellFactory<Config> {
    private final Ops ops;

    @Inject
    Factory(Ops ops) {
      this.ops = ops;
    }

    @Override
    public Class<Config> configType() {
      return Config.class;
    }

    @Override
    public RnnCell create(Config config, long inputSize) {
      return new GruCell(ops, inputSize, config.size());
    }
  }

  @Override
  public List<Parameter> parameters() {
    return weights.parameters();
  }

  @Override
  public long inputSize() {
    return inputSize;
  }

  @Override
  public long outputSize() {
    return size;
  }

  @Override
  public CellRun open(NDManager manager, long batchSize, Mode mode) {
    return new Run(manager, batchSize);
  }

  private final class Run implements CellRun {
    private final NDManager manager;
    private final long batchSize;
    private final InputProjection projection;
    private final NDArray hiddenWeight = weights.hiddenWeight();
    private final NDArray inputBias = weights.inputBias();
    private final NDArray hiddenBias = weights.hiddenBias();

    Run(NDManager manager, long batchSize) {
      this.manager = manager;
      this.batchSize = batchSize;
      projection = new InputProjection(ops, manager, weights.inputWeight());
    }

    @Override
    public CellState zeroState() {
      return CellState.of(manager.zeros(new Shape(batchSize, size), hiddenWeight.getDataType()));
    }

    @Override
    public CellState startState(NDArray output) {
      return CellState.of(output);
    }

    @Override
    public NDArray project(NDArray inputs, long offset) {
      return projection.apply(inputs, offset);
    }

    @Override
    public CellState step(NDArray projected, CellState state) {
      NDArray h = state.output();
      long[] gatesThenNew = {2 * size};
      NDList x = projected.add(inputBias).split(gatesThenNew, 1);
      NDList u = ops.linear(h, hiddenWeight, hiddenBias).split(gatesThenNew, 1);
      NDList gates = Activation.sigmoid(x.get(0).add(u.get(0))).split(new long[] {size}, 1);
      NDArray candidate = Activation.tanh(x.get(1).add(gates.get(0).mul(u.get(1))));
      return CellState.of(candidate.add(gates.get(1).mul(h.sub(candidate))));
    }

    @Override
    public Optional<SequenceOutput> sequence(
        NDArray inputs, Lengths lengths, boolean reverse, CellState initial) {
      return Optional.of(ops.rnn(FusedRnn.GRU, inputs, lengths, reverse, initial, weights.all()));
    }
  }
}
