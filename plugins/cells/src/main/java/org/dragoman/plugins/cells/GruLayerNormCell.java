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
 * Gated recurrent unit with layer normalisation, name {@value #NAME}. N is layer normalisation,
 * each one with a gain and an offset of its own; those of the gates run over both gates' 2H values.
 *
 * <pre>
 * [r; z] = sigmoid(N(W_xg x) + N(W_hg h))
 * n      = tanh(N(W_xn x) + r * N(W_hn h))
 * h'     = (1 - z) * n + z * h
 * </pre>
 *
 * Ba et al. 2016, "Layer Normalization" (arXiv:1607.06450), with z and 1 - z exchanged as in {@code
 * gru}. The offsets stand for biases. Take it where {@code gru} learns unsteadily, or with high
 * learning rates; a step costs more.
 */
public final class GruLayerNormCell extends BuiltInCell {
  /** The registered name. */
  public static final String NAME = "gru-layer-norm";

  private final Parameter hiddenWeight;
  private final Norm inputGates;
  private final Norm inputNew;
  private final Norm hiddenGates;
  private final Norm hiddenNew;

  private GruLayerNormCell(Ops ops, CellConfig config, long inputSize) {
    super(ops, inputSize, config.size(), 3, config.dropout());
    hiddenWeight = addRecurrent("weight_hh", config.recurrentInit(), 3);
    inputGates = Norm.of(this, "norm_xg", 2);
    inputNew = Norm.of(this, "norm_xn", 1);
    hiddenGates = Norm.of(this, "norm_hg", 2);
    hiddenNew = Norm.of(this, "norm_hn", 1);
  }

  /** Makes {@link GruLayerNormCell}s. */
  public static final class Factory extends CellFactory<CellConfig> {
    @Inject
    Factory(Ops ops) {
      super(ops, CellConfig.class, GruLayerNormCell::new);
    }
  }

  @Override
  CellRun open(Batch batch) {
    long size = outputSize();
    return new Run(batch) {
      private final NDArray weightHh = hiddenWeight.getArray();
      private final Norm.Run normXg = inputGates.open();
      private final Norm.Run normXn = inputNew.open();
      private final Norm.Run normHg = hiddenGates.open();
      private final Norm.Run normHn = hiddenNew.open();

      @Override
      public CellState step(NDArray projected, CellState state) {
        NDArray h = state.output();
        long[] gatesThenNew = {2 * size};
        NDList x = projected.split(gatesThenNew, 1);
        NDList u = ops().linear(masked(h), weightHh, null).split(gatesThenNew, 1);
        NDList gates =
            Activation.sigmoid(normXg.apply(x.get(0)).add(normHg.apply(u.get(0)))).split(2, 1);
        NDArray r = named("r", gates.get(0));
        NDArray z = named("z", gates.get(1));
        NDArray reset = r.mul(normHn.apply(u.get(1)));
        NDArray n = named("n", update(Activation.tanh(normXn.apply(x.get(1)).add(reset))));
        return CellState.of(n.add(z.mul(h.sub(n))));
      }
    };
  }
}
