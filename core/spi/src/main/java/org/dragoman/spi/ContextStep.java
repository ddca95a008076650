package org.dragoman.spi;

import ai.djl.ndarray.NDArray;
import org.jspecify.annotations.Nullable;

/**
 * The outcome of one step of a {@link ContextStrategy}.
 *
 * @param context {@code [B, C]}
 * @param weights {@code [B, S]}, the attention weight of each source position: at least 0, and 0 at
 *     padding. The sum of a row is above 0 and at most 1: it is 1 after a softmax, and less if a
 *     strategy damps the weights, as local attention does. Null if the strategy has no weights
 * @param state for the next step
 * @param loss {@code [B]}, each at least 0: training adds it to the loss of this step's token; for
 *     example a coverage loss. Null if the strategy has none
 */
public record ContextStep(
    NDArray context, @Nullable NDArray weights, ContextState state, @Nullable NDArray loss) {

  /** Creates a step without a loss of its own. */
  public ContextStep(NDArray context, @Nullable NDArray weights, ContextState state) {
    this(context, weights, state, null);
  }
}
