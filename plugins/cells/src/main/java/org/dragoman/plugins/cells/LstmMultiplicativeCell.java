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
 * Multiplicative long short-term memory, name {@value #NAME}: the recurrent matrix depends on the
 * input; it is factorized into shared matrices.
 *
 * <pre>
 * m  = (W_xm x) * (W_hm h)
 * i, f, o = sigmoid(W_x x + W_m m + b), each gate with weights of its own
 * g  = tanh(W_xg x + W_mg m + b_g)
 * c' = f * c + i * g
 * h' = o * tanh(c')
 * </pre>
 *
 * Krause et al. 2016, "Multiplicative LSTM for Sequence Modelling" (arXiv:1609.07959). Take it for
 * characters and other small vocabularies, where the next symbol depends on the exact input.
 * Without an input m is zero, so this cell cannot be a later one of a deep transition.
 */
public final class LstmMultiplicativeCell extends BuiltInCell {
  /** The registered name. */
  public static final String NAME = "lstm-multiplicative";

  private final Parameter factorWeight;
  private final Parameter gateWeight;
  private final Parameter bias;

  private LstmMultiplicativeCell(Ops ops, LstmConfig config, long inputSize) {
    super(ops, withInput(inputSize), config.size(), 5, config.dropout());
    factorWeight = addRecurrent("weight_hm", config.recurrentInit(), 1);
    gateWeight = addRecurrent("weight_mh", config.recurrentInit(), 4);
    bias = add("bias", config.biasInit(1), 4L * config.size());
  }

  /** Makes {@link LstmMultiplicativeCell}s. */
  public static final class Factory extends CellFactory<LstmConfig> {
    @Inject
    Factory(Ops ops) {
      super(ops, LstmConfig.class, LstmMultiplicativeCell::new);
    }
  }

  @Override
  CellRun open(Batch batch) {
    long size = outputSize();
    return new Run(batch) {
      private final NDArray weightHm = factorWeight.getArray();
      private final NDArray weightMm = gateWeight.getArray();
      private final NDArray biases = bias.getArray();

      @Override
      public CellState startState(NDArray output) {
        return CellState.of(output, output.zerosLike());
      }

      @Override
      public CellState step(NDArray projected, CellState state) {
        NDList x = projected.split(new long[] {size}, 1);
        NDArray m = named("m", x.get(0).mul(ops().linear(masked(state.output()), weightHm, null)));
        NDList gates = x.get(1).add(ops().linear(m, weightMm, biases)).split(4, 1);
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
