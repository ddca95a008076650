package org.dragoman.spi;

import ai.djl.ndarray.NDArray;
import java.util.Optional;

/**
 * Gives the decoder a context vector of the source at each step: by attention, or the same vector
 * for all steps.
 *
 * <pre>{@code
 * Memory memory = strategy.prepare(encoderOutput);    // once a batch
 * ContextState state = strategy.start(memory);
 * for (...) {
 *   ContextStep step = strategy.step(memory, state, decoderOutput);
 *   state = step.state();
 *   use(step.context());
 * }
 * }</pre>
 *
 * A strategy keeps nothing between calls but its weights.
 */
public interface ContextStrategy extends Component {
  /** The width of a context vector, C. */
  long contextSize();

  /**
   * Returns whether each step has attention weights, which alignments need, for example. The answer
   * never changes.
   */
  boolean hasWeights();

  /** Computes what depends on the source alone. */
  Memory prepare(EncoderOutput encoded);

  /** The state before the first step; {@link ContextState#NONE} for strategies without one. */
  default ContextState start(Memory memory) {
    return ContextState.NONE;
  }

  /**
   * The context for one step.
   *
   * @param memory of {@link #prepare}, rows B
   * @param state of {@link #start} or the last step
   * @param query {@code [B, Q]}, the decoder's state
   */
  ContextStep step(Memory memory, ContextState state, NDArray query);

  /**
   * Computes the contexts of all steps at once, if no step depends on the one before. The results
   * must equal those of the steps up to rounding. A context may depend on the memory and its own
   * query only, not on its place among the queries: a search passes the queries of a sentence's
   * hypotheses, all at the same step, as the T queries.
   *
   * @param memory of {@link #prepare}, rows B
   * @param queries {@code [T, B, Q]}
   * @return empty if the strategy must go step by step, for example because it has a state or a
   *     loss
   */
  default Optional<ContextSequence> contexts(Memory memory, NDArray queries) {
    return Optional.empty();
  }
}
