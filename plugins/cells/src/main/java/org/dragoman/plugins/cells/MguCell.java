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
 * Minimal gated unit, a GRU whose two gates are one, name {@value #NAME}.
 *
 * <pre>
 * f  = sigmoid(W_xf x + W_hf h + b_f)
 * n  = tanh(W_xn x + W_hn (f * h) + b_n)
 * h' = (1 - f) * h + f * n
 * </pre>
 *
 * Zhou et al. 2016, "Minimal Gated Unit for Recurrent Neural Networks" (arXiv:1603.09420). Take it
 * where memory counts: two thirds of a GRU's weights, at little loss on short sequences.
 */
public final class MguCell extends BuiltInCell {
  /** The registered name. */
  public static final String NAME = "mgu";

  private final Parameter forgetWeight;
  private final Parameter newWeight;
  private final Parameter bias;

  private MguCell(Ops ops, CellConfig config, long inputSize) {
    super(ops, inputSize, config.size(), 2, config.dropout());
    forgetWeight = addRecurrent("weight_hf", config.recurrentInit(), 1);
    newWeight = addRecurrent("weight_hn", config.recurrentInit(), 1);
    bias = addVector("bias", 2);
  }

  /** Makes {@link MguCell}s. */
  public static final class Factory extends CellFactory<CellConfig> {
    @Inject
    Factory(Ops ops) {
      super(ops, CellConfig.class, MguCell::new);
    }
  }

  @Override
  CellRun open(Batch batch) {
    return new Run(batch) {
      private final NDArray weightHf = forgetWeight.getArray();
      private final NDArray weightHn = newWeight.getArray();
      private final NDArray biases = bias.getArray();

      @Override
      public CellState step(NDArray projected, CellState state) {
        NDArray h = state.output();
        NDArray seen = masked(h);
        NDList x = projected.add(biases).split(2, 1);
        NDArray f =
            named("f", Activation.sigmoid(x.get(0).add(ops().linear(seen, weightHf, null))));
        NDArray kept = ops().linear(f.mul(seen), weightHn, null);
        NDArray n = named("n", update(Activation.tanh(x.get(1).add(kept))));
        return CellState.of(h.add(f.mul(n.sub(h))));
      }
    };
  }
}
