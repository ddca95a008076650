package org.dragoman.spi;

import ai.djl.ndarray.NDManager;

/**
 * A recurrent cell: it computes the next state from an input and the last state.
 *
 * <pre>{@code
 * CellRun run = cell.open(manager, batchSize, Mode.TRAINING);
 * CellState state = run.zeroState();
 * NDArray projected = run.project(inputs);            // [T, B, P], all steps at once
 * for (int t = 0; t < steps; t++) {
 *   state = run.step(projected.get(t), state);        // state.output(): [B, H]
 * }
 * }</pre>
 *
 * A cell keeps nothing between calls but its weights; what belongs to one batch lives in the {@link
 * CellRun}. Cells may be used from several threads at once for inference.
 */
public interface RnnCell extends Component {
  /** The width of an input, I. */
  long inputSize();

  /**
   * The width of the output, H. It follows from the configuration alone, whatever the input size.
   */
  long outputSize();

  /**
   * Prepares the cell for one batch: fetches the weights and draws the dropout masks, once.
   *
   * @param manager owns what is made for the batch and outlives the run
   * @param batchSize the number of rows, B
   * @param mode whether dropout is on
   */
  CellRun open(NDManager manager, long batchSize, Mode mode);
}
