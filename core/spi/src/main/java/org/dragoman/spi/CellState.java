package org.dragoman.spi;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.SparseFormat;
import ai.djl.nn.core.Embedding;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * The state of a recurrent cell between two steps: an immutable value.
 *
 * @param output {@code [B, H]}, h: what the next layer sees
 * @param memory the other arrays that the cell carries, {@code [B, N]} each, such as an LSTM's c;
 *     the cell chooses N
 */
public record CellState(NDArray output, List<NDArray> memory) {

  /**
   * Copies the list.
   *
   * @throws IllegalArgumentException where an array has not two dimensions
   */
  public CellState {
    memory = List.copyOf(memory);
    requireRows(output);
    memory.forEach(CellState::requireRows);
  }

  private static void requireRows(NDArray array) {
    if (array.getShape().dimension() != 2) {
      throw new IllegalArgumentException(
          "an array of a cell's state has rows and columns, got the shape " + array.getShape());
    }
  }

  /** Creates a state that consists of the output alone. */
  public static CellState of(NDArray output) {
    return new CellState(output, List.of());
  }

  /** Creates a state of the output and one more array, such as an LSTM's cell state. */
  public static CellState of(NDArray output, NDArray memory) {
    return new CellState(output, List.of(memory));
  }

  /** Returns a state whose arrays are the results of the function on the arrays of this one. */
  public CellState map(UnaryOperator<NDArray> function) {
    return new CellState(function.apply(output), memory.stream().map(function).toList());
  }

  /**
   * Selects rows: a search keeps the states of the hypotheses that it continues.
   *
   * @param rows {@code [M]}, INT64, each in 0..B-1, repeats allowed
   */
  public CellState select(NDArray rows) {
    return map(array -> Embedding.embedding(rows, array, SparseFormat.DENSE).singletonOrThrow());
  }

  /** Hands the arrays to another manager, so that they outlive the one they were made on. */
  public CellState attach(NDManager manager) {
    output.attach(manager);
    memory.forEach(array -> array.attach(manager));
    return this;
  }
}
