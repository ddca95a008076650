package org.dragoman.plugins.cells;

import ai.djl.ndarray.NDArray;
import ai.djl.nn.Activation;
import jakarta.inject.Inject;
import org.dragoman.spi.CellRun;
import org.dragoman.spi.CellState;
import org.dragoman.spi.FusedRnn;
import org.dragoman.spi.Ops;

/**
 * Elman network with a rectifier, name {@value #NAME}.
 *
 * <pre>
 * h' = relu(W_x x + b_x + W_h h + b_h)
 * </pre>
 *
 * Le et al. 2015, "A Simple Way to Initialize Recurrent Networks of Rectified Linear Units"
 * (arXiv:1504.00941), who let the recurrent matrix begin as the identity: {@code recurrent-init:
 * identity}. Take it like that, with gradient clipping, where a plain network must remember for
 * long; its state is not bounded.
 */
public final class RnnReluCell extends FusedCell {
  /** The registered name. */
  public static final String NAME = "rnn-relu";

  private RnnReluCell(Ops ops, RnnConfig config, long inputSize) {
    super(
        ops,
        FusedRnn.RNN_RELU,
        inputSize,
        config.size(),
        new Gates(1, config.recurrentInit(), RecurrentInit.uniform(config.size())),
        config.dropout().rates());
  }

  /** Makes {@link RnnReluCell}s. */
  public static final class Factory extends CellFactory<RnnConfig> {
    @Inject
    Factory(Ops ops) {
      super(ops, RnnConfig.class, RnnReluCell::new);
    }
  }

  @Override
  CellRun open(Batch batch) {
    return new FusedRun(batch) {
      @Override
      public CellState step(NDArray projected, CellState state) {
        return CellState.of(Activation.relu(input(projected).add(recurrent(state.output()))));
      }
    };
  }
}
