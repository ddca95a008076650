package org.dragoman.spi;

import ai.djl.ndarray.NDArray;
import org.jspecify.annotations.Nullable;

/**
 * The outcome of one step of a {@link ContextStrategy}.
 *
 * @param context {@code [B, C]}
 * @param weights {@code [B, S]}, how much each source position counted: at least 0, 0 at padding;
 *     null where the strategy has no weights
 * @param state for the next step
 * @param loss {@code [B]}, what training adds to the loss of this step's token, such as a coverage
 *     loss; null where the strategy has none
 */
public record ContextStep(
    NDArray context, @Nullable NDArray weights, ContextState state, @Nullable NDArray loss) {

  /** A step without a loss of its own. */
  public ContextStep(NDArray context, @Nullable NDArray weights, ContextState state) {
    this(context, weights, state, null);
  }
}
