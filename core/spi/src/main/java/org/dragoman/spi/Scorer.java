package org.dragoman.spi;

import ai.djl.ndarray.NDArray;
import org.jspecify.annotations.Nullable;

/**
 * Scores the next token of many hypotheses at once. The rows of a state are hypotheses.
 *
 * <pre>{@code
 * Scorer.State state = scorer.start();                        // one row a sentence
 * Scorer.Step step = scorer.step(state, startTokens);         // log-probabilities [rows, V]
 * state = step.state().select(new int[] {0, 0, 1, 1});        // two hypotheses a sentence
 * }</pre>
 *
 * {@code step} and {@code select} use a state up: its arrays are freed as soon as its successor is
 * stepped on. Keep no state or array across two steps.
 */
public interface Scorer {
  /** The number of sentences. */
  int sentences();

  /** The number of tokens in the vocabulary, V. */
  int vocabularySize();

  /** The state before the first token, one row a sentence. */
  State start();

  /**
   * Scores what may come next.
   *
   * @param state the rows' state
   * @param tokens the last token of each row
   */
  Step step(State state, int[] tokens);

  /** The decoder's state for a number of hypotheses. */
  interface State {
    /** The number of hypotheses. */
    int rows();

    /** The state of other rows, repeats allowed. */
    State select(int[] rows);
  }

  /**
   * The outcome of a step.
   *
   * @param logProbabilities {@code [rows, V]}, valid until the next step
   * @param weights {@code [rows, S]}, how much each source position counted for these scores, 0 at
   *     padding, valid until the next step; null where the model's context strategy has none
   * @param state the state after the step
   */
  record Step(NDArray logProbabilities, @Nullable NDArray weights, State state) {}
}
