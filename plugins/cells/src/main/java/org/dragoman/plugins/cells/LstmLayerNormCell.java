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
 * Long short-term memory with layer normalisation, name {@value #NAME}. N is layer normalisation,
 * each one with a gain and an offset of its own; those of x and h run over all gates' 4H values.
 *
 * <pre>
 * [i; f; g; o] = N(W_x x) + N(W_h h) + b
 * c' = sigmoid(f) * c + sigmoid(i) * tanh(g)
 * h' = sigmoid(o) * tanh(N(c'))
 * </pre>
 *
 * Ba et al. 2016, "Layer Normalization" (arXiv:1607.06450). Take it where {@code lstm} learns
 * unsteadily, or with high learning rates; a step costs more.
 */
public final class LstmLayerNormCell extends BuiltInCell {
  /** The registered name. */
  public static final String NAME = "lstm-layer-norm";

  private final Parameter hiddenWeight;
  private final Parameter bias;
  private final Norm input;
  private final Norm hidden;
  private final Norm memory;

  private LstmLayerNormCell(Ops ops, LstmConfig config, long inputSize) {
    super(ops, inputSize, config.size(), 4, config.dropout());
    hiddenWeight = addRecurrent("weight_hh", config.recurrentInit(), 4);
    bias = add("bias", config.biasInit(1), 4L * config.size());
    input = Norm.of(this, "norm_x", 4);
    hidden = Norm.of(this, "norm_h", 4);
    memory = Norm.of(this, "norm_c", 1);
  }

  /** Makes {@link LstmLayerNormCell}s. */
  public static final class Factory extends CellFactory<LstmConfig> {
    @Inject
    Factory(Ops ops) {
      super(ops, LstmConfig.class, LstmLayerNormCell::new);
    }
  }

  @Override
  CellRun open(Batch batch) {
    return new Run(batch) {
      private final NDArray weightHh = hiddenWeight.getArray();
      private final NDArray biases = bias.getArray();
      private final Norm.Run normX = input.open();
      private final Norm.Run normH = hidden.open();
      private final Norm.Run normC = memory.open();

      @Override
      public CellState startState(NDArray output) {
        return CellState.of(output, output.zerosLike());
      }

      @Override
      public CellState step(NDArray projected, CellState state) {
        NDArray u = ops().linear(masked(state.output()), weightHh, null);
        NDList gates = normX.apply(projected).add(normH.apply(u)).add(biases).split(4, 1);
        NDArray i = named("i", Activation.sigmoid(gates.get(0)));
        NDArray f = named("f", Activation.sigmoid(gates.get(1)));
        NDArray g = named("g", update(Activation.tanh(gates.get(2))));
        NDArray o = named("o", Activation.sigmoid(gates.get(3)));
        NDArray c = f.mul(state.memory().get(0)).add(i.mul(g));
        return CellState.of(o.mul(Activation.tanh(normC.apply(c))), c);
      }
    };
  }
}
