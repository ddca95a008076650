package org.dragoman.plugins.cells;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.nn.Activation;
import jakarta.inject.Inject;
import org.dragoman.spi.CellRun;
import org.dragoman.spi.CellState;
import org.dragoman.spi.FusedRnn;
import org.dragoman.spi.Mode;
import org.dragoman.spi.Ops;
import org.dragoman.spi.RnnCell;
import org.dragoman.spi.RnnCellFactory;

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
public final class LstmCell extends GatedCell {
  /** The registered name. */
  public static final String NAME = "lstm";

  private LstmCell(Ops ops, long inputSize, long size) {
    super(ops, 4, inputSize, size);
  }

  /** Makes {@link LstmCell}s. */
  public static final class Factory implements RnnCellFactory<CellConfig> {
    private final Ops ops;

    @Inject
    Factory(Ops ops) {
      this.ops = ops;
    }

    @Override
    public Class<CellConfig> configType() {
      return CellConfig.class;
    }

    @Override
    public RnnCell create(CellConfig config, long inputSize) {
      return new LstmCell(ops, inputSize, config.size());
    }
  }

  @Override
  public CellRun open(NDManager manager, long batchSize, Mode mode) {
    long size = outputSize();
    return new Run(manager, batchSize, FusedRnn.LSTM) {
      @Override
      public CellState startState(NDArray output) {
        return CellState.of(output, output.zerosLike());
      }

      @Override
      public CellState step(NDArray projected, CellState state) {
        NDList gates =
            input(projected)
                .add(recurrent(state.output()))
                .split(new long[] {size, 2 * size, 3 * size}, 1);
        NDArray in = Activation.sigmoid(gates.get(0));
        NDArray forget = Activation.sigmoid(gates.get(1));
        NDArray candidate = Activation.tanh(gates.get(2));
        NDArray out = Activation.sigmoid(gates.get(3));
        NDArray cell = forget.mul(state.memory().get(0)).add(in.mul(candidate));
        return CellState.of(out.mul(Activation.tanh(cell)), cell);
      }
    };
  }
}
