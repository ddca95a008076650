package org.dragoman.plugins.context;

import ai.djl.ndarray.NDArray;
import java.util.Optional;
import org.dragoman.spi.ContextSequence;
import org.dragoman.spi.ContextState;
import org.dragoman.spi.ContextStep;
import org.dragoman.spi.ContextStrategy;
import org.dragoman.spi.Memory;

/** Attention whose steps do not depend on each other, so it computes all steps at once. */
abstract class StatelessAttention implements ContextStrategy {
  /**
   * Computes contexts and weights for queries.
   *
   * @param memory from {@code prepare}
   * @param queries {@code [B, T, Q]}
   */
  abstract Attended attend(Memory memory, NDArray queries);

  @Override
  public final boolean hasWeights() {
    return true;
  }

  @Override
  public final ContextStep step(Memory memory, ContextState state, NDArray query) {
    Attended one = attend(memory, query.expandDims(1));
    return new ContextStep(one.contexts().squeeze(1), one.weights().squeeze(1), ContextState.NONE);
  }

  @Override
  public final Optional<ContextSequence> contexts(Memory memory, NDArray queries) {
    Attended all = attend(memory, queries.transpose(1, 0, 2));
    return Optional.of(
        new ContextSequence(all.contexts().transpose(1, 0, 2), all.weights().transpose(1, 0, 2)));
  }
}
