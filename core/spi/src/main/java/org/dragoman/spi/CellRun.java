package org.dragoman.spi;

import ai.djl.ndarray.NDArray;
import java.util.Map;
import java.util.Optional;

/** An {@link RnnCell} at work on one batch. */
public interface CellRun {
  /** The state of all zeros, rows {@code B}. */
  CellState zeroState();

  /**
   * The state that a bridge starts a decoder with: this output, and in whatever else the state
   * holds zeros, or what the cell's paper begins with.
   *
   * @param output {@code [B, H]}
   */
  CellState startState(NDArray output);

  /**
   * The linear part that depends on inputs alone, for any number of steps at once. It has no bias,
   * so the projections of the parts of an input can be made apart and added: {@code project([a; b],
   * 0) = project(a, 0) + project(b, width(a))}.
   *
   * @param inputs {@code [..., W]}, columns {@code offset} to {@code offset + W} of the cell's
   *     input
   * @param offset where in the input these columns begin
   * @return {@code [..., P]}, P as the cell likes
   */
  NDArray project(NDArray inputs, long offset);

  /** {@link #project(NDArray, long)} of a whole input {@code [..., I]}. */
  default NDArray project(NDArray inputs) {
    return project(inputs, 0);
  }

  /**
   * One step.
   *
   * @param projected {@code [B', P]} of {@link #project}; B' may differ from the batch size where
   *     rows of the state were selected
   * @param state rows B'
   * @return the next state
   */
  CellState step(NDArray projected, CellState state);

  /**
   * The gates of a step, for one who looks inside ({@code dragoman inspect gates}); nothing else
   * asks for them.
   *
   * @param projected as of {@link #step}
   * @param state as of {@link #step}
   * @return {@code [B', N]} each, N as the cell likes, by the names of the equations; not {@code
   *     output} or {@code memory}, as the state's arrays are called. Empty where the cell names
   *     none.
   */
  default Map<String, NDArray> gates(NDArray projected, CellState state) {
    return Map.of();
  }

  /**
   * The whole sequence in one call, where the cell has a faster way than steps. It must agree with
   * the steps to rounding.
   *
   * @param inputs {@code [T, B, I]}
   * @param lengths of the B sequences
   * @param reverse whether each sequence is read from its last element to its first; outputs stay
   *     in the order of the inputs
   * @param initial the state before the first step
   * @return empty where the cell has no such way
   */
  default Optional<SequenceOutput> sequence(
      NDArray inputs, Lengths lengths, boolean reverse, CellState initial) {
    return Optional.empty();
  }
}
