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
 * Gated recurrent unit with the reset gate applied after the matrix product, name {@value #NAME}.
 *
 * <pre>
 * r  = sigmoid(W_xr x + b_xr + W_hr h + b_hr)
 * z  = sigmoid(W_xz x + b_xz + W_hz h + b_hz)
 * n  = tanh(W_xn x + b_xn + r * (W_hn h + b_hn))
 * h' = (1 - z) * n + z * h
 * </pre>
 *
 * Cho et al. 2014, "Learning Phrase Representations using RNN Encoder-Decoder for Statistical
 * Machine Translation" (arXiv:1406.1078), in the form of its version 1 that cuDNN and PyTorch
 * compute. The default cell: as good as an LSTM on most translation tasks at three quarters of the
 * cost.
 */
public final class GruCell extends FusedCell {
  /** The registered name. */
  public static final String NAME = "gru";

  private GruCell(Ops ops, CellConfig config, long inputSize) {
    super(
        ops,
        FusedRnn.GRU,
        inputSize,
        config.size(),
        new Gates(3, config.recurrentInit(), RecurrentInit.uniform(config.size())),
        config.dropout());
  }

  /** Makes {@link GruCell}s. */
  public static final class Factory extends CellFactory<CellConfig> {
    @Inject
    Factory(Ops ops) {
      super(ops, CellConfig.class, GruCell::new);
    }
  }

  @Override
  CellRun open(Batch batch) {
    long size = outputSize();
    return new FusedRun(batch) {
      @Override
      public CellState step(NDArray projected, CellState state) {
        NDArray h = state.output();
        long[] gatesThenNew = {2 * size};
        NDList x = input(projected).split(gatesThenNew, 1);
        NDList u = recurrent(h).split(gatesThenNew, 1);
        NDList gates = Activation.sigmoid(x.get(0).add(u.get(0))).split(new long[] {size}, 1);
        NDArray r = named("r", gates.get(0));
        NDArray z = named("z", gates.get(1));
        NDArray n = named("n", update(Activation.tanh(x.get(1).add(r.mul(u.get(1))))));
        return CellState.of(n.add(z.mul(h.sub(n))));
      }
    };
  }
}
