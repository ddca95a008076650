package org.dragoman.training.batch;

import ai.djl.ndarray.NDManager;
import java.util.List;
import org.dragoman.runtime.network.StackState;
import org.jspecify.annotations.Nullable;

/**
 * The examples of one batch, before they are arrays.
 *
 * @param manager gets the arrays
 * @param pairs one per row
 * @param begin the states carried from the texts before these; null if these are the first, or the
 *     model carries nothing
 */
public record Examples(NDManager manager, List<Pair> pairs, @Nullable StackState begin) {
  /** Creates examples that follow nothing. */
  public static Examples of(NDManager manager, List<Pair> pairs) {
    return new Examples(manager, pairs, null);
  }
}
