package org.dragoman.plugins.cells;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.nn.Activation;
import ai.djl.nn.Parameter;
import jakarta.inject.Inject;
import org.dragoman.spi.CellRun;
import org.dragoman.spi.CellState;
import org.dragoman.spi.Ops;

/**
 * Long short-term memory with coupled input and forget gates, name {@value #NAME}: it forgets a
 * value only as far as it writes a new one.
 *
 * <pre>
 * f, o = sigmoid(W_x x + W_h h + b), each gate with weights of its own
 * g  = tanh(W_xg x + W_hg h + b_g)
 * c' = f * c + (1 - f) * g
 * h' = o * tanh(c')
 * </pre>
 *
 * Greff et al. 2017, "LSTM: A Search Space Odyssey" (arXiv:1503.04069), who found it as good as the
 * full cell. Take it for an LSTM with a quarter less weights.
 */
public final class LstmCoupledCell extends BuiltInCell {
  /** The registered name. */
  public static final String NAME = "lstm-coupled";

  private final Parameter hiddenWeight;
  private final Parameter bias;

  private LstmCoupledCell(Ops ops, LstmConfig config, long inputSize) {
    super(ops, inputSize, config.size(), 3, config.dropout());
    hiddenWeight = addRecurrent("weight_hh", config.recurrentInit(), 3);
    bias = add("bias", config.biasInit(0), 3L * config.size());
  }

  /** Makes {@link LstmCoupledCell}s. */
  public static final class Factory extends CellFactory<LstmConfig> {
    @Inject
    Factory(Ops ops) {
      super(ops, LstmConfig.class, LstmCoupledCell::new);
    }
  }

  @Override
  CellRun open(Batch batch) {
    return new Run(batch) {
      private final NDArray weightHh = hiddenWeight.getArray();
      private final NDArray biases = bias.getArray();

      @Override
      public CellState startState(NDArray output) {
        return CellState.of(output, output.zerosLike());
      }

      @Override
      public CellState step(NDArray projected, CellState state) {
        NDArray u = ops().linear(masked(state.output()), weightHh, biases);
        NDList gates = projected.add(u).split(3, 1);
        NDArray f = named("f", Activation.sigmoid(gates.get(0)));
        NDArray g = named("g", update(Activation.tanh(gates.get(1))));
        NDArray o = named("o", Activation.sigmoid(gates.get(2)));
        NDArray c = g.add(f.mul(state.memory().get(0).sub(g)));
        return CellState.of(o.mul(Activation.tanh(c)), c);
      }
    };
  }
}
