package org.dragoman.training.batch;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.dragoman.runtime.engine.NativeCopy;
import org.dragoman.runtime.network.StackState;
import org.dragoman.spi.CellState;
import org.jspecify.annotations.Nullable;

/**
 * The encoder state that is carried from one batch of documents to the next, cut off from the
 * graph. Call the methods with gradients off.
 */
public final class CarriedState implements AutoCloseable {
  private final NDManager parent;
  private NDManager own;
  private @Nullable StackState state;

  /** Creates the state before the first batch. */
  public CarriedState(NDManager parent) {
    this.parent = parent;
    own = parent.newSubManager();
  }

  /**
   * Returns the initial states of the sentences of a batch.
   *
   * @return on the manager {@code scope}; null if all sentences begin without a state
   */
  public @Nullable StackState begin(NDManager scope, PairBatch batch) {
    StackState last = state;
    if (last == null || batch.before().stream().allMatch(row -> row == PairBatch.NONE)) {
      return null;
    }
    long none = last.cells().get(0).output().getShape().get(0);
    long[] rows =
        batch.before().stream().mapToLong(row -> row == PairBatch.NONE ? none : row).toArray();
    NDArray index = NativeCopy.of(scope.create(rows));
    return last.map(array -> withZeros(array, scope)).select(index).attach(scope);
  }

  /** Appends a row of zeros to an array. */
  private static NDArray withZeros(NDArray array, NDManager scope) {
    NDArray zeros = scope.zeros(new Shape(1, array.getShape().get(1)), array.getDataType());
    NDArray longer = array.concat(zeros, 0);
    longer.attach(scope);
    return longer;
  }

  /** Keeps the final states of the sentences of a batch; null for none. */
  public void end(@Nullable StackState ends) {
    forget();
    if (ends != null) {
      state = ends.map(NDArray::duplicate).attach(own);
    }
  }

  /** Drops the states: the next sentences begin without one. */
  public void forget() {
    own.close();
    own = parent.newSubManager();
    state = null;
  }

  /** Returns the arrays by name; none if no state is carried. */
  public Map<String, NDArray> arrays() {
    Map<String, NDArray> arrays = new LinkedHashMap<>();
    if (state != null) {
      for (int c = 0; c < state.cells().size(); c++) {
        CellState cell = state.cells().get(c);
        arrays.put(name(c, 0), cell.output());
        for (int k = 0; k < cell.memory().size(); k++) {
          arrays.put(name(c, k + 1), cell.memory().get(k));
        }
      }
    }
    return arrays;
  }

  private static String name(int cell, int array) {
    return "%d.%d".formatted(cell, array);
  }

  /** Restores the arrays from {@link #arrays}. */
  public void restore(Map<String, NDArray> arrays) {
    List<CellState> cells = new ArrayList<>();
    for (int c = 0; arrays.containsKey(name(c, 0)); c++) {
      List<NDArray> all = new ArrayList<>();
      for (NDArray array = arrays.get(name(c, 0));
          array != null;
          array = arrays.get(name(c, all.size()))) {
        all.add(array);
      }
      cells.add(new CellState(all.get(0), all.subList(1, all.size())));
    }
    end(cells.isEmpty() ? null : new StackState(cells));
  }

  @Override
  public void close() {
    own.close();
  }
}
