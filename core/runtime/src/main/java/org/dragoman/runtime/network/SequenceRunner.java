package org.dragoman.runtime.network;

import ai.djl.ndarray.NDArray;
import org.dragoman.spi.CellRun;
import org.dragoman.spi.CellState;
import org.dragoman.spi.Lengths;
import org.dragoman.spi.SequenceOutput;

/** How the encoder runs a cell over whole sequences; as {@link Recurrence#run} does by default. */
@FunctionalInterface
public interface SequenceRunner {
  /**
   * Runs a cell over whole sequences.
   *
   * @param inputs {@code [T, B, I]}
   * @param reverse whether each sequence is read from its end
   * @param initial the state before the first step
   */
  SequenceOutput run(
      CellRun run, NDArray inputs, Lengths lengths, boolean reverse, CellState initial);
}
