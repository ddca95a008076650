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
 * Gated recurrent unit with the reset gate applied before the matrix product, name {@value #NAME}.
 *
 * <pre>
 * r  = sigmoid(W_xr x + W_hr h + b_r)
 * z  = sigmoid(W_xz x + W_hz h + b_z)
 * n  = tanh(W_xn x + W_hn (r * h) + b_n)
 * h' = (1 - z) * n + z * h
 * </pre>
 *
 * Cho et al. 2014, "Learning Phrase Representations using RNN Encoder-Decoder for Statistical
 * Machine Translation" (arXiv:1406.1078), as in its final version. Take it to compare with models
 * of that form; {@code gru} is faster, because it joins two products in one and can run a whole
 * sequence at once.
 */
public final class GruResetBeforeCell extends BuiltInCell {
  /** The registered name. */
  public static final String NAME = "gru-reset-before";

  private final Parameter gateWeight;
  private final Parameter newWeight;
  private final Parameter bias;

  private GruResetBeforeCell(Ops ops, CellConfig config, long inputSize) {
    super(ops, inputSize, config.size(), 3, config.dropout());
    gateWeight = addRecurrent("weight_hh", config.recurrentInit(), 2);
    newWeight = addRecurrent("weight_hn", config.recurrentInit(), 1);
    bias = addVector("bias", 3);
  }

  /** Makes {@link GruResetBeforeCell}s. */
  public static final class Factory extends CellFactory<CellConfig> {
    @Inject
    Factory(Ops ops) {
      super(ops, CellConfig.class, GruResetBeforeCell::new);
    }
  }

  @Override
  CellRun open(Batch batch) {
    long size = outputSize();
    return new Run(batch) {
      private final NDArray weightHh = gateWeight.getArray();
      private final NDArray weightHn = newWeight.getArray();
      private final NDArray biases = bias.getArray();

      @Override
      public CellState step(NDArray projected, CellState state) {
        NDArray h = state.output();
        NDArray seen = masked(h);
        NDList x = projected.add(biases).split(new long[] {2 * size}, 1);
        NDArray u = ops().linear(seen, weightHh, null);
        NDList gates = Activation.sigmoid(x.get(0).add(u)).split(2, 1);
        NDArray r = named("r", gates.get(0));
        NDArray z = named("z", gates.get(1));
        NDArray reset = ops().linear(r.mul(seen), weightHn, null);
        NDArray n = named("n", update(Activation.tanh(x.get(1).add(reset))));
        return CellState.of(n.add(z.mul(h.sub(n))));
      }
    };
  }
}
