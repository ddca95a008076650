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
public final class GruCell extends GatedCell {
  /** The registered name. */
  public static final String NAME = "gru";

  private GruCell(Ops ops, long inputSize, long size) {
    super(ops, 3, inputSize, size);
  }

  /** Makes {@link GruCell}s. */
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
      return new GruCell(ops, inputSize, config.size());
    }
  }

  @Override
  public CellRun open(NDManager manager, long batchSize, Mode mode) {
    long size = outputSize();
    return new Run(manager, batchSize, FusedRnn.GRU) {
      @Override
      public CellState startState(NDArray output) {
        return CellState.of(output);
      }

      @Override
      public CellState step(NDArray projected, CellState state) {
        NDArray h = state.output();
        long[] gatesThenNew = {2 * size};
        NDList x = input(projected).split(gatesThenNew, 1);
        NDList u = recurrent(h).split(gatesThenNew, 1);
        NDList gates = Activation.sigmoid(x.get(0).add(u.get(0))).split(new long[] {size}, 1);
        NDArray candidate = Activation.tanh(x.get(1).add(gates.get(0).mul(u.get(1))));
        return CellState.of(candidate.add(gates.get(1).mul(h.sub(candidate))));
      }
    };
  }
}
