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
 * {@code step} and {@code select} use a state up: its arrays are freed at the next step. Keep no
 * state or array across two steps.
 */
public interface Scorer {
  /** The number of sentences. */
  int sentences();

  /** The number of tokens in the vocabulary, V. */
  int vocabularySize();

  /** The state before the first token, one row a sentence. */
  State start();

  /**
   * Computes the log-probabilities of the next token of each row.
   *
   * @param state the rows' state
   * @param tokens the last token of each row
   */
  Step step(State state, int[] tokens);

  /** The decoder's state for a number of hypotheses. */
  interface State {
    /** The number of hypotheses. */
    int rows();

    /** Selects rows; a row may be selected several times. */
    State select(int[] rows);
  }

  /**
   * The outcome of a step.
   *
   * @param logProbabilities {@code [rows, V]}, valid until the next step
   * @param weights {@code [rows, S]}, the attention weights of this step, 0 at padding, valid until
   *     the next step; null if the model's context strategy has none
   * @param state the state after the step
   */
  record Step(NDArray logProbabilities, @Nullable NDArray weights, State state) {}
}
