package org.dragoman.runtime.model;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import java.util.List;
import org.dragoman.spi.CellState;
import org.dragoman.spi.ContextState;
import org.jspecify.annotations.Nullable;

/**
 * What the decoder carries from one target word to the next: an immutable value, a row a
 * hypothesis.
 *
 * @param layers the cells' states
 * @param context the context strategy's state
 * @param feedback {@code [B, R]}, the last readout; null without input feeding
 */
public record DecoderState(
    List<CellState> layers, ContextState context, @Nullable NDArray feedback) {

  /** Copies the list. */
  public DecoderState {
    layers = List.copyOf(layers);
  }

  /** The state of other rows, {@code [M]} INT64. */
  public DecoderState select(NDArray rows) {
    return new DecoderState(
        layers.stream().map(state -> state.select(rows)).toList(),
        context.select(rows),
        feedback == null ? null : CellState.of(feedback).select(rows).output());
  }

  /** Hands the arrays to another manager. */
  public DecoderState attach(NDManager manager) {
    layers.forEach(state -> state.attach(manager));
    context.attach(manager);
    if (feedback != null) {
      feedback.attach(manager);
    }
    return this;
  }
}
