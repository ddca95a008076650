package org.dragoman.plugins.cells;

import ai.djl.ndarray.NDArray;
import ai.djl.nn.Activation;
import jakarta.inject.Inject;
import org.dragoman.spi.CellRun;
import org.dragoman.spi.CellState;
import org.dragoman.spi.FusedRnn;
import org.dragoman.spi.Ops;

/**
 * Elman network with tanh, name {@value #NAME}.
 *
 * <pre>
 * h' = tanh(W_x x + b_x + W_h h + b_h)
 * </pre>
 *
 * Elman 1990, "Finding Structure in Time". Take it as the baseline that gates are measured against,
 * or where sequences are short and speed is all: its gradients fade within some ten steps.
 */
public final class RnnTanhCell extends FusedCell {
  /** The registered name. */
  public static final String NAME = "rnn-tanh";

  private RnnTanhCell(Ops ops, RnnConfig config, long inputSize) {
    super(
        ops,
        FusedRnn.RNN_TANH,
        inputSize,
        config.size(),
        new Gates(1, config.recurrentInit(), RecurrentInit.uniform(config.size())),
        config.dropout().rates());
  }

  /** Makes {@link RnnTanhCell}s. */
  public static final class Factory extends CellFactory<RnnConfig> {
    @Inject
    Factory(Ops ops) {
      super(ops, RnnConfig.class, RnnTanhCell::new);
    }
  }

  @Override
  CellRun open(Batch batch) {
    return new FusedRun(batch) {
      @Override
      public CellState step(NDArray projected, CellState state) {
        return CellState.of(Activation.tanh(input(projected).add(recurrent(state.output()))));
      }
    };
  }
}
