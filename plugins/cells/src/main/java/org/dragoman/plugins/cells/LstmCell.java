package org.dragoman.plugins.cells;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.nn.Activation;
import jakarta.inject.Inject;
import org.dragoman.spi.CellRun;
import org.dragoman.spi.CellState;
import org.dragoman.spi.FusedRnn;
import org.dragoman.spi.Ops;

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
public final class LstmCell extends FusedCell {
  /** The registered name. */
  public static final String NAME = "lstm";

  private LstmCell(Ops ops, LstmConfig config, long inputSize) {
    super(
        ops,
        FusedRnn.LSTM,
        inputSize,
        config.size(),
        new Gates(4, config.recurrentInit(), config.biasInit(1)),
        config.dropout());
  }

  /** Makes {@link LstmCell}s. */
  public static final class Factory extends CellFactory<LstmConfig> {
    @Inject
    Factory(Ops ops) {
      super(ops, LstmConfig.class, LstmCell::new);
    }
  }

  @Override
  CellRun open(Batch batch) {
    return new FusedRun(batch) {
      @Override
      public CellState startState(NDArray output) {
        return CellState.of(output, output.zerosLike());
      }

      @Override
      public CellState step(NDArray projected, CellState state) {
        NDList gates = input(projected).add(recurrent(state.output())).split(4, 1);
        NDArray i = named("i", Activation.sigmoid(gates.get(0)));
        NDArray f = named("f", Activation.sigmoid(gates.get(1)));
        NDArray g = named("g", update(Activation.tanh(gates.get(2))));
        NDArray o = named("o", Activation.sigmoid(gates.get(3)));
        NDArray c = f.mul(state.memory().get(0)).add(i.mul(g));
        return CellState.of(o.mul(Activation.tanh(c)), c);
      }
    };
  }
}
