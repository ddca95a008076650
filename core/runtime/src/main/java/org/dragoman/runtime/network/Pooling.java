package org.dragoman.runtime.network;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.DataType;
import ai.djl.nn.Activation;
import java.util.Objects;
import org.dragoman.runtime.batch.PaddedBatch;
import org.dragoman.spi.CellState;
import org.dragoman.spi.Ops;
import org.jspecify.annotations.Nullable;

/** Makes one vector of the states of a text. */
public final class Pooling {
  private final Type type;
  private final @Nullable Affine hidden;
  private final @Nullable Affine score;

  /** The ways of pooling. */
  public enum Type {
    /** The final states of the top layer, those of its directions side by side. */
    LAST,
    /** The mean of the states. */
    MEAN,
    /** The greatest value of each unit. */
    MAX,
    /**
     * The mean with weights {@code softmax(v tanh(W h + b))} (Yang et al. 2016, "Hierarchical
     * Attention Networks for Document Classification").
     */
    ATTENTION
  }

  /**
   * Creates a pooling whose weights are not yet filled.
   *
   * @param width of a state
   */
  public Pooling(Ops ops, Type type, long width) {
    this.type = type;
    hidden = type == Type.ATTENTION ? new Affine(ops, width, width) : null;
    score = type == Type.ATTENTION ? new Affine(ops, width, 1) : null;
  }

  /** Adds the weights. */
  public void collect(String name, NamedParameters parameters) {
    if (hidden != null && score != null) {
      parameters.add(name + ".hidden", hidden);
      parameters.add(name + ".score", score);
    }
  }

  /**
   * Pools a batch.
   *
   * @param batch that was read
   * @return {@code [B, M]}
   */
  public NDArray of(PaddedBatch batch, TokenReader.Output read) {
    return switch (type) {
      case LAST -> RecurrentStack.sideBySide(read.top().stream().map(CellState::output).toList());
      case MEAN ->
          read.states().sum(new int[] {0}).div(batch.present(type(read)).sum(new int[] {0}));
      case MAX -> read.states().add(masked(batch, read)).max(new int[] {0});
      case ATTENTION -> read.states().mul(weights(batch, read)).sum(new int[] {0});
    };
  }

  /** {@code [T, B, 1]}: 0 at real positions, a large negative number at padding. */
  private static NDArray masked(PaddedBatch batch, TokenReader.Output read) {
    return batch.mask(type(read)).expandDims(2);
  }

  /** {@code [T, B, 1]}, the weight of each position. */
  private NDArray weights(PaddedBatch batch, TokenReader.Output read) {
    NDArray inner = Activation.tanh(Objects.requireNonNull(hidden).apply(read.states()));
    return Objects.requireNonNull(score).apply(inner).add(masked(batch, read)).softmax(0);
  }

  private static DataType type(TokenReader.Output read) {
    return read.states().getDataType();
  }
}
