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
 * Long short-term memory, name {@value #NAME}.
 *
 * <pre>
 * i, f, o = sigmoid(W_x x + b_x + W_h h + b_h), each gate with weights of its own
 * g  = tanh(W_xg x + b_xg + W_hg h + b_hg)
 * c' = f * c + i * g
 * h' = o * tanh(c')
 * </pre>
 *
 * Hochreiter and Schmidhuber 1997, "Long Short-Term Memory", with the forget gate of Gers et al.
 * 2000. Take it where sentences are long or training data is plenty.
 */
public final class LstmCell implements RnnCell {
  /** The registered name. */
  public static final String NAME = "lstm";

  private final Ops ops;
  private final long inputSize;
  private final long size;
  private final GateWeights weights;

  private LstmCell(Ops ops, long inputSize, long size) {
    this.ops = ops;
    this.inputSize = inputSize;
    this.size = size;
    weights = new GateWeights(4, inputSize, size);
  }

  /**
   * Configuration of an {@link LstmCell}.
   *
   * @param size hidden units
   */
  public record Config(@Option(value = "Hidden units.", defaultValue = "512") int size) {
    /** Checks the size. */
    public Config {
      Sizes.check(size);
    }
  }

  /** Makes {@link LstmCell}s. */
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
      return new LstmCell(ops, inputSize, config.size());
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
      return startState(manager.zeros(new Shape(batchSize, size), hiddenWeight.getDataType()));
    }

    @Override
    public CellState startState(NDArray output) {
      return CellState.of(output, output.zerosLike());
    }

    @Override
    public NDArray project(NDArray inputs, long offset) {
      return projection.apply(inputs, offset);
    }

    @Override
    public CellState step(NDArray projected, CellState state) {
      NDArray recurrent = ops.linear(state.output(), hiddenWeight, hiddenBias);
      NDList gates =
          projected.add(inputBias).add(recurrent).split(new long[] {size, 2 * size, 3 * size}, 1);
      NDArray input = Activation.sigmoid(gates.get(0));
      NDArray forget = Activation.sigmoid(gates.get(1));
      NDArray candidate = Activation.tanh(gates.get(2));
      NDArray output = Activation.sigmoid(gates.get(3));
      NDArray cell = forget.mul(state.memory().get(0)).add(input.mul(candidate));
      return CellState.of(output.mul(Activation.tanh(cell)), cell);
    }

    @Override
    public Optional<SequenceOutput> sequence(
        NDArray inputs, Lengths lengths, boolean reverse, CellState initial) {
      return Optional.of(ops.rnn(FusedRnn.LSTM, inputs, lengths, reverse, initial, weights.all()));
    }
  }
}
