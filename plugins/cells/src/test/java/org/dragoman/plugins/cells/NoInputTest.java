package org.dragoman.plugins.cells;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.index.NDIndex;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Parameter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.dragoman.runtime.engine.GradMode;
import org.dragoman.runtime.engine.Packing;
import org.dragoman.runtime.network.Recurrence;
import org.dragoman.spi.CellRun;
import org.dragoman.spi.CellState;
import org.dragoman.spi.Lengths;
import org.dragoman.spi.Mode;
import org.dragoman.spi.RnnCell;
import org.dragoman.spi.SequenceOutput;
import org.dragoman.testkit.Gradients;
import org.dragoman.testkit.TestEngine;
import org.dragoman.testkit.Values;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Cells of input size 0, as the later ones of a deep transition are. */
class NoInputTest {
  private static final int SIZE = 3;
  private static final Lengths LENGTHS = Lengths.of(3, 2);

  private final TestEngine engine = new TestEngine();

  @AfterEach
  void close() {
    engine.close();
  }

  @ParameterizedTest
  @EnumSource(names = {"JORDAN", "LSTM_MULTIPLICATIVE", "SRU"})
  void thoseThatWouldDoNothingAreRefused(StackedWeights kind) {
    assertThatThrownBy(() -> kind.cell(engine.ops(), SIZE, 0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("it has no input");
  }

  @ParameterizedTest
  @EnumSource(
      mode = EnumSource.Mode.EXCLUDE,
      names = {"JORDAN", "LSTM_MULTIPLICATIVE", "SRU"})
  void stepAsWithInputsThatAreZero(StackedWeights kind) {
    RnnCell cell = kind.cell(engine.ops(), SIZE, 0);
    engine.fill(cell, DataType.FLOAT32);
    RnnCell full = kind.cell(engine.ops(), SIZE, 2);
    engine.fill(full, DataType.FLOAT32);

    assertThat(cell.inputSize()).isZero();
    assertThat(cell.parameters()).extracting(Parameter::getName).doesNotContain("weight_ih");
    copyWeights(cell, full);
    try (GradMode off = GradMode.off();
        Packing frozen =
            engine.torch().pack(cell.parameters().stream().map(Parameter::getArray).toList())) {
      CellRun run = cell.open(engine.manager(), 2, Mode.INFERENCE);
      CellRun other = full.open(engine.manager(), 2, Mode.INFERENCE);
      CellState start = run.startState(engine.normal(new Shape(2, SIZE), DataType.FLOAT32));
      NDArray nothing = run.project(engine.manager().zeros(new Shape(2, 0)));
      CellState one = run.step(nothing, run.step(nothing, start));
      NDArray zeros = other.project(engine.manager().zeros(new Shape(2, 2)));
      CellState two = other.step(zeros, other.step(zeros, start));

      assertThat(nothing.getShape()).isEqualTo(zeros.getShape());
      Values.assertClose("h", Values.of(one.output()), Values.of(two.output()), 1e-5);
      assertThat(one.memory()).hasSameSizeAs(two.memory());
    }
  }

  /** Gives one cell the weights that it has in common with another. */
  private static void copyWeights(RnnCell from, RnnCell to) {
    Map<String, NDArray> arrays = new LinkedHashMap<>();
    from.parameters().forEach(p -> arrays.put(p.getName(), p.getArray()));
    for (Parameter parameter : to.parameters()) {
      NDArray array = arrays.get(parameter.getName());
      if (array != null) {
        try (GradMode off = GradMode.off()) {
          parameter.getArray().set(new NDIndex(":"), array);
        }
      }
    }
  }

  @ParameterizedTest
  @EnumSource(
      mode = EnumSource.Mode.EXCLUDE,
      names = {"JORDAN", "LSTM_MULTIPLICATIVE", "SRU"})
  void haveTheGradientsOfFiniteDifferences(StackedWeights kind) {
    RnnCell cell = kind.cell(engine.ops(), SIZE, 0);
    engine.fill(cell, DataType.FLOAT64);
    NDArray output = engine.normal(new Shape(2, SIZE), DataType.FLOAT64);
    NDArray factor = engine.normal(new Shape(3, 2, SIZE), DataType.FLOAT64);
    Map<String, NDArray> leaves = new LinkedHashMap<>();
    leaves.put("output", output);
    cell.parameters().forEach(p -> leaves.put(p.getName(), p.getArray()));

    new Gradients(engine, leaves, scope -> run(cell, output, scope).mul(factor).sum()).check();
  }

  private NDArray run(RnnCell cell, NDArray output, NDManager scope) {
    CellRun run = cell.open(scope, 2, Mode.TRAINING);
    NDArray inputs = scope.zeros(new Shape(3, 2, 0), DataType.FLOAT64);
    SequenceOutput outcome =
        Recurrence.run(
            engine.ops(),
            run,
            inputs,
            LENGTHS,
            false,
            run.startState(TestEngine.view(scope, output)));
    assertThat(List.of(outcome.outputs().getShape())).containsExactly(new Shape(3, 2, SIZE));
    return outcome.outputs();
  }
}
