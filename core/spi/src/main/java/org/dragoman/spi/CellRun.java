package org.dragoman.spi;

import ai.djl.ndarray.NDArray;
import java.util.Map;
import java.util.Optional;

/** An {@link RnnCell} at work on one batch. */
public interface CellRun {
  /** The state of all zeros, rows {@code B}. */
  CellState zeroState();

  /**
   * Returns the state that a bridge starts a decoder with. Its output is the given one; the other
   * arrays are zeros, or the initial values of the cell's paper.
   *
   * @param output {@code [B, H]}
   */
  CellState startState(NDArray output);

  /**
   * Computes the linear part that depends on the inputs alone, for any number of steps at once. It
   * has no bias, so an input may be projected in parts and the results added: {@code project([a;
   * b], 0) = project(a, 0) + project(b, width(a))}.
   *
   * @param inputs {@code [..., W]}, columns {@code offset} to {@code offset + W} of the cell's
   *     input
   * @param offset where in the input these columns begin
   * @return {@code [..., P]}; the cell chooses P
   */
  NDArray project(NDArray inputs, long offset);

  /** Projects a whole input {@code [..., I]}, see {@link #project(NDArray, long)}. */
  default NDArray project(NDArray inputs) {
    return project(inputs, 0);
  }

  /**
   * Takes one step.
   *
   * @param projected {@code [B', P]}, from {@link #project}; B' differs from the batch size once
   *     rows of the state were selected
   * @param state rows B'
   * @return the next state
   */
  CellState step(NDArray projected, CellState state);

  /**
   * Returns the gates of a step for {@code dragoman inspect gates}, the only caller.
   *
   * @param projected as of {@link #step}
   * @param state as of {@link #step}
   * @return {@code [B', N]} each, by the names of the paper's equations; the cell chooses N. The
   *     names {@code output} and {@code memory} are taken by the arrays of the state. Empty if the
   *     cell shows no gates.
   */
  default Map<String, NDArray> gates(NDArray projected, CellState state) {
    return Map.of();
  }

  /**
   * Runs the whole sequence in one call, if the cell has a faster way than single steps. The
   * results must equal those of the steps up to rounding.
   *
   * @param inputs {@code [T, B, I]}
   * @param lengths of the B sequences
   * @param reverse whether each sequence is read from its last element to its first; outputs stay
   *     in the order of the inputs
   * @param initial the state before the first step
   * @return empty if the cell has no such way
   */
  default Optional<SequenceOutput> sequence(
      NDArray inputs, Lengths lengths, boolean reverse, CellState initial) {
    return Optional.empty();
  }
}
