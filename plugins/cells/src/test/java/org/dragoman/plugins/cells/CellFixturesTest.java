package org.dragoman.plugins.cells;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.nn.Parameter;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.dragoman.runtime.engine.GradMode;
import org.dragoman.runtime.network.Recurrence;
import org.dragoman.spi.CellRun;
import org.dragoman.spi.CellState;
import org.dragoman.spi.Mode;
import org.dragoman.spi.RnnCell;
import org.dragoman.spi.SequenceOutput;
import org.dragoman.testkit.Gradients;
import org.dragoman.testkit.TestEngine;
import org.dragoman.testkit.Values;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The cells agree with reference values in outputs, states and gradients. */
class CellFixturesTest {
  private static final double TOLERANCE = 1e-4;
  private static final Set<StackedWeights> FUSED =
      EnumSet.of(
          StackedWeights.RNN_TANH,
          StackedWeights.RNN_RELU,
          StackedWeights.JORDAN,
          StackedWeights.LSTM,
          StackedWeights.GRU);

  private final TestEngine engine = new TestEngine();

  private enum Way {
    STEPS,
    FUSED
  }

  @AfterEach
  void close() {
    engine.close();
  }

  static Stream<Arguments> cases() {
    List<Arguments> cases = new ArrayList<>();
    for (StackedWeights cell : StackedWeights.values()) {
      List<CellFixture> fixtures = cell.fixtures();
      assertThat(fixtures).as("fixtures of " + cell).isNotEmpty();
      for (CellFixture fixture : fixtures) {
        for (Way way : FUSED.contains(cell) ? Way.values() : new Way[] {Way.STEPS}) {
          cases.add(Arguments.of(cell, fixture, way, DataType.FLOAT64));
          cases.add(Arguments.of(cell, fixture, way, DataType.FLOAT32));
        }
      }
    }
    return cases.stream();
  }

  @ParameterizedTest(name = "{1} {2} {3}")
  @MethodSource("cases")
  void agrees(StackedWeights weights, CellFixture fixture, Way way, DataType type) {
    RnnCell cell = cell(weights, fixture, type);
    NDArray inputs = fixture.array(engine, type, "inputs");
    CellState initial = fixture.state(engine, type, "initialState");

    try (NDManager scope = engine.manager().newSubManager();
        GradMode off = GradMode.off()) {
      SequenceOutput outcome = run(cell, fixture, way, inputs, initial, scope);
      assertClose("outputs", outcome.outputs(), fixture.values("outputs"));
      forEachArray(
          outcome.finalState(),
          (name, array) -> assertClose(name, array, fixture.values("finalState", name)));
    }

    Map<String, NDArray> leaves = new LinkedHashMap<>();
    Map<String, double[]> expected = new LinkedHashMap<>();
    leaves.put("inputs", inputs);
    expected.put("inputs", fixture.values("gradients", "inputs"));
    forEachArray(
        initial,
        (name, array) -> {
          leaves.put(name, array);
          expected.put(name, fixture.values("gradients", "initialState", name));
        });
    for (Parameter parameter : cell.parameters()) {
      leaves.put(parameter.getName(), parameter.getArray());
      expected.put(parameter.getName(), weights.gradient(fixture, parameter.getName()));
    }
    Map<String, double[]> gradients =
        new Gradients(
                engine,
                leaves,
                scope -> loss(run(cell, fixture, way, inputs, initial, scope), fixture, type))
            .backward();
    expected.forEach(
        (name, values) ->
            Values.assertClose(
                "the gradient of " + name,
                gradients.get("the gradient of " + name),
                values,
                TOLERANCE));
  }

  private RnnCell cell(StackedWeights weights, CellFixture fixture, DataType type) {
    RnnCell cell =
        weights.cell(engine.ops(), fixture.size("hiddenSize"), fixture.size("inputSize"));
    for (Parameter parameter : cell.parameters()) {
      double[] values = weights.values(fixture, parameter.getName());
      NDArray array = engine.array(values, parameter.getShape(), type);
      // DJL takes an array only where no shape was set.
      parameter.setShape(null);
      parameter.setArray(array);
    }
    return cell;
  }

  private SequenceOutput run(
      RnnCell cell,
      CellFixture fixture,
      Way way,
      NDArray inputs,
      CellState initial,
      NDManager scope) {
    CellRun run = cell.open(scope, fixture.size("batch"), Mode.TRAINING);
    NDArray x = TestEngine.view(scope, inputs);
    CellState start = initial.map(array -> TestEngine.view(scope, array));
    return way == Way.FUSED
        ? run.sequence(x, fixture.lengths(), false, start).orElseThrow()
        : Recurrence.stepwise(engine.ops(), run, x, fixture.lengths(), false, start);
  }

  private NDArray loss(SequenceOutput outcome, CellFixture fixture, DataType type) {
    NDArray loss = outcome.outputs().mul(fixture.array(engine, type, "outputGradient")).sum();
    List<NDArray> terms = new ArrayList<>();
    forEachArray(
        outcome.finalState(),
        (name, array) ->
            terms.add(array.mul(fixture.array(engine, type, "finalStateGradient", name)).sum()));
    return terms.stream().reduce(loss, NDArray::add);
  }

  private static void assertClose(String what, NDArray actual, double[] expected) {
    Values.assertClose(what, Values.of(actual), expected, TOLERANCE);
  }

  private static void forEachArray(
      CellState state, java.util.function.BiConsumer<String, NDArray> action) {
    action.accept("h", state.output());
    state.memory().forEach(array -> action.accept("c", array));
  }
}
