package org.dragoman.spi;

import ai.djl.ndarray.NDArray;
import java.util.Optional;

/**
 * How the decoder looks at the source: attention of some kind, or a context of fixed size.
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
   * Whether steps tell how much each source position counted; alignments, for example, need it. It
   * does not change.
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
   * The contexts of all steps at once, where no step depends on the one before. It must agree with
   * the steps to rounding. A context depends on the memory and its own query only, not on its place
   * among the queries: in a search the T queries of a sentence are those of its hypotheses, all for
   * the same step.
   *
   * @param memory of {@link #prepare}, rows B
   * @param queries {@code [T, B, Q]}
   * @return empty where the strategy must go step by step, as one with a state or a loss must
   */
  default Optional<ContextSequence> contexts(Memory memory, NDArray queries) {
    return Optional.empty();
  }
}
