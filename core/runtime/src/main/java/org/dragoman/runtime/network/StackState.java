package org.dragoman.runtime.network;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import java.util.List;
import java.util.function.UnaryOperator;
import org.dragoman.spi.CellState;

/**
 * What an encoder carries from one sentence of a document to the next: an immutable value, a row a
 * sentence.
 *
 * @param cells the states of the cells that read from left to right, from the lowest layer up
 */
public record StackState(List<CellState> cells) {

  /** Copies the list. */
  public StackState {
    cells = List.copyOf(cells);
  }

  /** The state with each array replaced by what the function makes of it. */
  public StackState map(UnaryOperator<NDArray> function) {
    return new StackState(cells.stream().map(cell -> cell.map(function)).toList());
  }

  /** The state of other rows, {@code [M]} INT64. */
  public StackState select(NDArray rows) {
    return new StackState(cells.stream().map(cell -> cell.select(rows)).toList());
  }

  /** Hands the arrays to another manager. */
  public StackState attach(NDManager manager) {
    cells.forEach(cell -> cell.attach(manager));
    return this;
  }
}
