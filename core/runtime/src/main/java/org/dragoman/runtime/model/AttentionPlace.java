package org.dragoman.runtime.model;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import java.util.List;
import org.dragoman.runtime.network.CellWatch;
import org.dragoman.runtime.network.NamedParameters;
import org.dragoman.runtime.network.RecurrentStack;
import org.dragoman.spi.CellRun;
import org.dragoman.spi.CellState;
import org.dragoman.spi.Lengths;
import org.dragoman.spi.Mode;

/**
 * The place in a decoder's {@link RecurrentStack} at which it attends to the source: which state is
 * the query, and what reads the context vector.
 */
interface AttentionPlace {
  /** Adds the weights that the place has besides those of the stack and the context strategy. */
  void collect(NamedParameters parameters);

  /**
   * Opens the layers for one batch.
   *
   * @param manager owns what is made for the batch
   * @param watch what each cell is run as
   */
  Run open(NDManager manager, long batchSize, Mode mode, CellWatch watch);

  /**
   * The outputs of the layers, and the contexts that they read.
   *
   * @param states {@code [B, H]} of one step or {@code [T, B, H]} of all, of the top layer
   * @param contexts {@code [B, C]} or {@code [T, B, C]}
   * @param layers rows B, the state of each layer after the step or the last one
   */
  record Output(NDArray states, NDArray contexts, List<CellState> layers) {}

  /** The layers at work on one batch; not for several threads. */
  interface Run {
    /** Return the run of the cell that a layer's first state is for and that reads its input. */
    CellRun cell(int layer);

    /**
     * Moves the layers on by one step.
     *
     * @param projected {@code [B, P]}, of the lowest cell's {@link CellRun#project}
     * @param before rows B, the state of each layer
     */
    Output step(NDArray projected, List<CellState> before, Attention attention);

    /**
     * Runs the layers over targets whose inputs are all known.
     *
     * @param inputs {@code [T, B, I]}
     * @param before rows B, the state of each layer
     */
    Output sequence(
        NDArray inputs, Lengths lengths, List<CellState> before, TargetAttention attention);
  }
}
