package org.dragoman.testkit;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.dragoman.runtime.network.Recurrence;
import org.dragoman.spi.CellRun;
import org.dragoman.spi.CellState;
import org.dragoman.spi.Lengths;
import org.dragoman.spi.Mode;
import org.dragoman.spi.RnnCell;
import org.dragoman.spi.SequenceOutput;

/** A cell with weights, inputs, an initial state and a loss, all drawn at random. */
final class CellCase {
  static final long INPUT_SIZE = 5;
  static final Lengths LENGTHS = Lengths.of(2, 4, 1);
  static final long BATCH = LENGTHS.batchSize();
  static final Shape INPUTS = new Shape(LENGTHS.max(), BATCH, INPUT_SIZE);

  private final TestEngine engine;
  private final RnnCell cell;
  private final NDManager weights;
  private final NDArray inputs;
  private final CellState initial;
  private final NDArray outputFactor;
  private final CellState stateFactor;

  /** How a sequence is run. */
  enum Way {
    STEPS,
    FUSED
  }

  CellCase(TestEngine engine, RnnCell cell, DataType type) {
    this.engine = engine;
    this.cell = cell;
    weights = engine.fill(cell, type);
    inputs = engine.normal(INPUTS, type);
    CellState zero = cell.open(engine.manager(), BATCH, Mode.INFERENCE).zeroState();
    initial = zero.map(array -> engine.normal(array.getShape(), array.getDataType()));
    outputFactor = engine.normal(new Shape(LENGTHS.max(), BATCH, cell.outputSize()), type);
    stateFactor = zero.map(array -> engine.normal(array.getShape(), array.getDataType()));
  }

  RnnCell cell() {
    return cell;
  }

  /** The manager of the weights; the cell may create no other arrays in it. */
  NDManager weights() {
    return weights;
  }

  NDArray inputs() {
    return inputs;
  }

  CellState initial() {
    return initial;
  }

  /** The arrays whose gradients are checked, by name. */
  Map<String, NDArray> leaves() {
    Map<String, NDArray> leaves = new LinkedHashMap<>();
    leaves.put("inputs", inputs);
    List<NDArray> state = arrays(initial);
    for (int i = 0; i < state.size(); i++) {
      leaves.put("initial state " + i, state.get(i));
    }
    cell.parameters().forEach(p -> leaves.put(p.getName(), p.getArray()));
    return leaves;
  }

  /** Whether the cell has a faster way than steps; in training dropout may forbid it. */
  boolean hasFused(Mode mode) {
    CellRun run = cell.open(engine.manager(), BATCH, mode);
    return run.sequence(inputs, LENGTHS, false, initial).isPresent();
  }

  /** Runs the sequence in training, always with the same dropout masks. */
  SequenceOutput run(NDManager scope, Way way, boolean reverse) {
    return run(scope, way, reverse, Mode.TRAINING);
  }

  /** Runs the sequence. */
  SequenceOutput run(NDManager scope, Way way, boolean reverse, Mode mode) {
    engine.reseed();
    CellRun run = cell.open(scope, BATCH, mode);
    NDArray x = TestEngine.view(scope, inputs);
    CellState start = initial.map(array -> TestEngine.view(scope, array));
    return way == Way.FUSED
        ? run.sequence(x, LENGTHS, reverse, start).orElseThrow()
        : Recurrence.stepwise(engine.ops(), run, x, LENGTHS, reverse, start);
  }

  /** A sum of all values of an outcome, each with a factor of its own. */
  NDArray loss(SequenceOutput outcome) {
    NDArray loss = outcome.outputs().mul(outputFactor).sum();
    List<NDArray> state = arrays(outcome.finalState());
    List<NDArray> factors = arrays(stateFactor);
    for (int i = 0; i < state.size(); i++) {
      loss = loss.add(state.get(i).mul(factors.get(i)).sum());
    }
    return loss;
  }

  /** Output first, then the rest of a state. */
  static List<NDArray> arrays(CellState state) {
    List<NDArray> arrays = new ArrayList<>(state.memory());
    arrays.add(0, state.output());
    return arrays;
  }

  /** The values of a state by name. */
  static Map<String, double[]> values(CellState state) {
    Map<String, double[]> values = new LinkedHashMap<>();
    List<NDArray> arrays = arrays(state);
    for (int i = 0; i < arrays.size(); i++) {
      values.put("state " + i, Values.of(arrays.get(i)));
    }
    return values;
  }
}
