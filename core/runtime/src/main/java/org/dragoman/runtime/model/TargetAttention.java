package org.dragoman.runtime.model;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.dragoman.spi.ContextSequence;
import org.dragoman.spi.ContextState;
import org.dragoman.spi.ContextStep;
import org.dragoman.spi.ContextStrategy;
import org.dragoman.spi.Memory;
import org.dragoman.spi.Mode;
import org.jspecify.annotations.Nullable;

/**
 * Attention in a run over known targets. It carries the context strategy's state from step to step
 * and collects what the strategy gives besides contexts.
 */
final class TargetAttention implements Attention {
  private final ContextStrategy strategy;
  private final Memory memory;
  private final boolean keepsWeights;
  private final boolean keepsLosses;
  private final List<NDArray> weights = new ArrayList<>();
  private final List<NDArray> losses = new ArrayList<>();
  private ContextState state;
  private @Nullable NDArray allWeights;

  /**
   * Begin to attend.
   *
   * @param state of the strategy before the first step
   */
  TargetAttention(
      ContextStrategy strategy,
      Memory memory,
      ContextState state,
      Mode mode,
      TeacherForcedRun.Keep keep) {
    this.strategy = strategy;
    this.memory = memory;
    this.state = state;
    keepsWeights = keep == TeacherForcedRun.Keep.WEIGHTS;
    keepsLosses = mode == Mode.TRAINING;
  }

  @Override
  public NDArray context(NDArray query) {
    ContextStep step = strategy.step(memory, state, query);
    state = step.state();
    if (keepsWeights && step.weights() != null) {
      weights.add(step.weights());
    }
    if (keepsLosses && step.loss() != null) {
      losses.add(step.loss());
    }
    return step.context();
  }

  /**
   * Attends for all steps: at once where the strategy can, else one after the other.
   *
   * @param queries {@code [T, B, Q]}
   * @return {@code [T, B, C]}
   */
  NDArray contexts(NDArray queries) {
    Optional<ContextSequence> all = strategy.contexts(memory, queries);
    if (all.isPresent()) {
      allWeights = keepsWeights ? all.get().weights() : null;
      return all.get().contexts();
    }
    NDList contexts = new NDList();
    for (long t = 0; t < queries.getShape().get(0); t++) {
      contexts.add(context(queries.get(t)));
    }
    return NDArrays.stack(contexts);
  }

  /** Return the strategy's state after the last step. */
  ContextState state() {
    return state;
  }

  /** Return the weights {@code [T, B, S]}; null where they are not kept or there are none. */
  @Nullable NDArray weights() {
    return allWeights != null ? allWeights : stacked(weights);
  }

  /** Return the strategy's losses {@code [T, B]}; null outside training or where it has none. */
  @Nullable NDArray losses() {
    return stacked(losses);
  }

  private static @Nullable NDArray stacked(List<NDArray> arrays) {
    return arrays.isEmpty() ? null : NDArrays.stack(new NDList(arrays));
  }
}
