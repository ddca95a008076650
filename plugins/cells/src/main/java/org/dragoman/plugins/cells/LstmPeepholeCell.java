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
 * Long short-term memory whose gates see the cell state, name {@value #NAME}.
 *
 * <pre>
 * i  = sigmoid(W_xi x + W_hi h + w_ci * c + b_i)
 * f  = sigmoid(W_xf x + W_hf h + w_cf * c + b_f)
 * g  = tanh(W_xg x + W_hg h + b_g)
 * c' = f * c + i * g
 * o  = sigmoid(W_xo x + W_ho h + w_co * c' + b_o)
 * h' = o * tanh(c')
 * </pre>
 *
 * Gers and Schmidhuber 2000, "Recurrent Nets that Time and Count". Take it where exact distances
 * matter, in counting for example; in translation it is seldom better than {@code lstm}.
 */
public final class LstmPeepholeCell extends BuiltInCell {
  /** The registered name. */
  public static final String NAME = "lstm-peephole";

  private final Parameter hiddenWeight;
  private final Parameter bias;
  private final Parameter inputPeephole;
  private final Parameter forgetPeephole;
  private final Parameter outputPeephole;

  private LstmPeepholeCell(Ops ops, LstmConfig config, long inputSize) {
    super(ops, inputSize, config.size(), 4, config.dropout());
    hiddenWeight = addRecurrent("weight_hh", config.recurrentInit(), 4);
    bias = add("bias", config.biasInit(1), 4L * config.size());
    inputPeephole = addVector("weight_ci", 1);
    forgetPeephole = addVector("weight_cf", 1);
    outputPeephole = addVector("weight_co", 1);
  }

  /** Makes {@link LstmPeepholeCell}s. */
  public static final class Factory extends CellFactory<LstmConfig> {
    @Inject
    Factory(Ops ops) {
      super(ops, LstmConfig.class, LstmPeepholeCell::new);
    }
  }

  @Override
  CellRun open(Batch batch) {
    return new Run(batch) {
      private final NDArray weightHh = hiddenWeight.getArray();
      private final NDArray biases = bias.getArray();
      private final NDArray weightCi = inputPeephole.getArray();
      private final NDArray weightCf = forgetPeephole.getArray();
      private final NDArray weightCo = outputPeephole.getArray();

      @Override
      public CellState startState(NDArray output) {
        return CellState.of(output, output.zerosLike());
      }

      @Override
      public CellState step(NDArray projected, CellState state) {
        NDArray c = state.memory().get(0);
        NDArray u = ops().linear(masked(state.output()), weightHh, biases);
        NDList gates = projected.add(u).split(4, 1);
        NDArray i = named("i", Activation.sigmoid(gates.get(0).add(c.mul(weightCi))));
        NDArray f = named("f", Activation.sigmoid(gates.get(1).add(c.mul(weightCf))));
        NDArray g = named("g", update(Activation.tanh(gates.get(2))));
        NDArray next = f.mul(c).add(i.mul(g));
        NDArray o = named("o", Activation.sigmoid(gates.get(3).add(next.mul(weightCo))));
        return CellState.of(o.mul(Activation.tanh(next)), next);
      }
    };
  }
}
