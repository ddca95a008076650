package org.dragoman.runtime.inspect;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.DataType;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.dragoman.runtime.network.Recurrence;
import org.dragoman.runtime.network.SequenceRunner;
import org.dragoman.runtime.network.WatchedRun;
import org.dragoman.spi.CellState;
import org.dragoman.spi.Ops;

/** Writes down the steps of one cell that reads one text. */
public final class CellRecorder implements WatchedRun.Watcher {
  private final boolean reverse;
  private final Map<String, List<List<Float>>> values = new LinkedHashMap<>();

  /**
   * Creates a recorder.
   *
   * @param reverse whether the cell reads the last token first
   */
  public CellRecorder(boolean reverse) {
    this.reverse = reverse;
  }

  /**
   * Returns a runner that records each cell.
   *
   * @param recorders gets a recorder for each cell that is run, in their order
   */
  public static SequenceRunner runner(Ops ops, List<CellRecorder> recorders) {
    return (run, inputs, lengths, reverse, initial) -> {
      CellRecorder recorder = new CellRecorder(reverse);
      recorders.add(recorder);
      return Recurrence.stepwise(
          ops, new WatchedRun(run, recorder), inputs, lengths, reverse, initial);
    };
  }

  /** Returns whether the cell reads the last token first. */
  public boolean isReversed() {
    return reverse;
  }

  @Override
  public void step(Map<String, NDArray> gates, CellState next) {
    gates.forEach(this::add);
    add("output", next.output());
    for (int k = 0; k < next.memory().size(); k++) {
      add(k == 0 ? "memory" : "memory " + (k + 1), next.memory().get(k));
    }
  }

  private void add(String name, NDArray array) {
    float[] numbers = array.toType(DataType.FLOAT32, false).toFloatArray();
    values
        .computeIfAbsent(name, unknown -> new ArrayList<>())
        .add(IntStream.range(0, numbers.length).mapToObj(i -> numbers[i]).toList());
  }

  /**
   * Returns what was recorded: for each gate, {@code output} and {@code memory} a list per token,
   * in the order of the text, with one number per unit.
   */
  public Map<String, List<List<Float>>> values() {
    Map<String, List<List<Float>>> inOrder = new LinkedHashMap<>();
    values.forEach(
        (name, steps) -> {
          List<List<Float>> ordered = new ArrayList<>(steps);
          if (reverse) {
            Collections.reverse(ordered);
          }
          inOrder.put(name, ordered);
        });
    return inOrder;
  }
}
