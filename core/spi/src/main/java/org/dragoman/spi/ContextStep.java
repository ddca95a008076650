package org.dragoman.spi;

import ai.djl.ndarray.NDArray;
import org.jspecify.annotations.Nullable;

/**
 * The outcome of one step of a {@link ContextStrategy}.
 *
 * @param context {@code [B, C]}
 * @param weights {@code [B, S]}, how much each source position counted: at least 0, 0 at padding,
 *     and in a row more than 0 and at most 1 in sum. They sum to 1 where they come of a softmax or
 *     the like, and to less where a strategy damps them, as local attention does. Null where the
 *     strategy has no weights
 * @param state for the next step
 * @param loss {@code [B]}, each at least 0: what training adds to the loss of this step's token,
 *     such as a coverage loss; null where the strategy has none
 */
public record ContextStep(
    NDArray context, @Nullable NDArray weights, ContextState state, @Nullable NDArray loss) {

  /** A step without a loss of its own. */
  public ContextStep(NDArray context, @Nullable NDArray weights, ContextState state) {
    this(context, weights, state, null);
  }
}
