package org.dragoman.plugins.cells;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.nn.Parameter;
import ai.djl.training.initializer.Initializer;
import java.util.Optional;
import org.dragoman.spi.CellState;
import org.dragoman.spi.FusedRnn;
import org.dragoman.spi.Lengths;
import org.dragoman.spi.Ops;
import org.dragoman.spi.SequenceOutput;

/**
 * A cell for which the engine has a whole-sequence kernel. Its weights are PyTorch's: {@code
 * weight_ih [G*H, I]}, {@code weight_hh [G*H, H]}, {@code bias_ih [G*H]}, {@code bias_hh [G*H]}.
 */
abstract class FusedCell extends BuiltInCell {
  private final FusedRnn kernel;
  private final Parameter hiddenWeight;
  private final Parameter inputBias;
  private final Parameter hiddenBias;

  /** The number of gates and the initial values of the weights. */
  record Gates(int count, RecurrentInit recurrentInit, Initializer inputBias) {}

  FusedCell(Ops ops, FusedRnn kernel, long inputSize, long size, Gates gates, CellDropout dropout) {
    super(ops, inputSize, size, gates.count(), dropout);
    this.kernel = kernel;
    hiddenWeight = addRecurrent("weight_hh", gates.recurrentInit(), gates.count());
    inputBias = add("bias_ih", gates.inputBias(), gates.count() * size);
    hiddenBias = addVector("bias_hh", gates.count());
  }

  /** A run with everything except the step. */
  abstract class FusedRun extends Run {
    private final NDArray hiddenWeights = hiddenWeight.getArray();
    private final NDArray inputBiases = inputBias.getArray();
    private final NDArray hiddenBiases = hiddenBias.getArray();

    FusedRun(Batch batch) {
      super(batch);
    }

    /** Returns an input's projection plus its bias, {@code [B', G*H]}. */
    final NDArray input(NDArray projected) {
      return projected.add(inputBiases);
    }

    /** Returns {@code W_hh h + b_hh}, {@code [B', G*H]}. */
    final NDArray recurrent(NDArray h) {
      return ops().linear(masked(h), hiddenWeights, hiddenBiases);
    }

    @Override
    public final Optional<SequenceOutput> sequence(
        NDArray inputs, Lengths lengths, boolean reverse, CellState initial) {
      if (!isPlain() || inputSize() == 0) {
        return Optional.empty();
      }
      NDList weights = new NDList();
      parameters().forEach(parameter -> weights.add(parameter.getArray()));
      return Optional.of(ops().rnn(kernel, inputs, lengths, reverse, initial, weights));
    }
  }
}
