package org.dragoman.testkit;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Parameter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.dragoman.runtime.engine.GradMode;
import org.dragoman.runtime.network.Recurrence;
import org.dragoman.spi.CellRun;
import org.dragoman.spi.CellState;
import org.dragoman.spi.Mode;
import org.dragoman.spi.Ops;
import org.dragoman.spi.RnnCell;
import org.dragoman.spi.SequenceOutput;
import org.dragoman.testkit.CellCase.Way;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;

/**
 * Tests of what every {@link RnnCell} must do.
 *
 * <pre>{@code
 * class MyCellTest extends RnnCellContract {
 *   @Override
 *   protected RnnCell create(Ops ops, long inputSize) {
 *     return new MyCellFactory(ops).create(new MyCellFactory.Config(4), inputSize);
 *   }
 * }
 * }</pre>
 *
 * Make the cell small, with about four units, but with all its features and dropout on: the check
 * of the gradients changes each weight a little, up and down.
 */
public abstract class RnnCellContract {
  private static final double ROUNDING = 1e-8;
  private static final long SPEED_INPUT_SIZE = 512;

  private final TestEngine engine = new TestEngine();

  /** Called by the subclass. */
  protected RnnCellContract() {}

  /** Creates the cell by its factory, for inputs of the given width. */
  protected abstract RnnCell create(Ops ops, long inputSize);

  /** Creates a cell of a usual size, to measure its speed. */
  protected RnnCell createAsUsed(Ops ops, long inputSize) {
    return create(ops, inputSize);
  }

  @AfterEach
  final void close() {
    engine.close();
  }

  private CellCase newCase(DataType type) {
    return new CellCase(engine, create(engine.ops(), CellCase.INPUT_SIZE), type);
  }

  @Test
  final void theWeightsHaveNamesOfTheirOwnAndShapes() {
    RnnCell cell = create(engine.ops(), CellCase.INPUT_SIZE);

    assertThat(cell.inputSize()).isEqualTo(CellCase.INPUT_SIZE);
    assertThat(cell.outputSize()).isPositive();
    assertThat(cell.parameters())
        .extracting(Parameter::getName)
        .doesNotHaveDuplicates()
        .allMatch(name -> name.matches("\\w+"), "of letters, digits and underscores");
    assertThat(cell.parameters()).extracting(Parameter::getShape).doesNotContainNull();
    RnnCell narrower = create(engine.ops(), 2);
    assertThat(narrower.inputSize()).isEqualTo(2);
    assertThat(narrower.outputSize())
        .as("the output size, which does not depend on the input size")
        .isEqualTo(cell.outputSize());
  }

  @Test
  final void aCellForInputsOfWidthZeroWorksOrIsRefused() {
    RnnCell cell;
    try {
      cell = create(engine.ops(), 0);
    } catch (IllegalArgumentException e) {
      assertThat(e.getMessage()).as("what is wrong with inputs of width 0").isNotBlank();
      assumeTrue(false, "the cell needs an input: " + e.getMessage());
      return;
    }
    try {
      assertStepsWithoutInput(cell);
    } catch (RuntimeException e) {
      throw new AssertionError(
          ("a cell for inputs of width 0, which model.*.transition-depth makes, failed with %s; where"
                  + " it cannot work, its factory throws an IllegalArgumentException")
              .formatted(e),
          e);
    }
  }

  private void assertStepsWithoutInput(RnnCell cell) {
    engine.fill(cell, DataType.FLOAT32);
    try (GradMode off = GradMode.off()) {
      CellRun run = cell.open(engine.manager(), CellCase.BATCH, Mode.INFERENCE);
      NDArray none = engine.manager().zeros(new Shape(CellCase.BATCH, 0));
      CellState next = run.step(run.project(none), run.zeroState());
      assertThat(next.output().getShape()).isEqualTo(new Shape(CellCase.BATCH, cell.outputSize()));
      Values.assertFinite("the output without an input", next.output());
    }
  }

  @Test
  final void shapesAndFloatTypesAreThoseOfTheInputs() {
    for (DataType type : List.of(DataType.FLOAT32, DataType.FLOAT64)) {
      CellCase one = newCase(type);
      try (GradMode off = GradMode.off()) {
        CellRun run = one.cell().open(engine.manager(), CellCase.BATCH, Mode.INFERENCE);
        Shape output = new Shape(CellCase.BATCH, one.cell().outputSize());
        CellState zero = run.zeroState();
        NDArray projected = run.project(one.inputs());
        CellState next = run.step(projected.get(0), zero);

        assertThat(zero.output().getShape()).isEqualTo(output);
        assertThat(CellCase.values(zero).values())
            .allSatisfy(values -> assertThat(values).containsOnly(0));
        assertThat(projected.getShape().slice(0, 2)).isEqualTo(CellCase.INPUTS.slice(0, 2));
        assertThat(run.project(one.inputs().get(1)).getShape())
            .isEqualTo(projected.get(1).getShape());
        assertSameForm(next, zero, type);
        assertSameForm(run.startState(one.initial().output()), zero, type);
        assertThat(Values.of(run.startState(one.initial().output()).output()))
            .isEqualTo(Values.of(one.initial().output()));
      }
    }
  }

  private static void assertSameForm(CellState actual, CellState expected, DataType type) {
    assertThat(CellCase.arrays(actual))
        .extracting(NDArray::getShape)
        .isEqualTo(CellCase.arrays(expected).stream().map(NDArray::getShape).toList());
    assertThat(CellCase.arrays(actual)).extracting(NDArray::getDataType).containsOnly(type);
  }

  @Test
  final void projectionIsLinearAndTheProjectionsOfPartsAddUp() {
    CellCase one = newCase(DataType.FLOAT64);
    try (GradMode off = GradMode.off()) {
      CellRun run = one.cell().open(engine.manager(), CellCase.BATCH, Mode.INFERENCE);
      NDArray x = one.inputs();
      NDArray y = engine.normal(CellCase.INPUTS, DataType.FLOAT64);
      NDArray projected = run.project(x);

      assertThat(Values.of(run.project(x.zerosLike()))).as("project(0)").containsOnly(0);
      Values.assertClose(
          "project(2 x + y)",
          Values.of(run.project(x.add(x).add(y))),
          Values.of(projected.add(projected).add(run.project(y))),
          ROUNDING);
      for (int width = 1; width < CellCase.INPUT_SIZE; width++) {
        NDArray left = x.get(":, :, :" + width);
        NDArray right = x.get(":, :, " + width + ":");
        Values.assertClose(
            "project(the first %d columns) + project(the others)".formatted(width),
            Values.of(run.project(left, 0).add(run.project(right, width))),
            Values.of(projected),
            ROUNDING);
      }
    }
  }

  @Test
  final void theFusedSequenceAgreesWithTheStepsForward() {
    assertFusedAgrees(false);
  }

  @Test
  final void theFusedSequenceAgreesWithTheStepsInReverse() {
    assertFusedAgrees(true);
  }

  private void assertFusedAgrees(boolean reverse) {
    CellCase one = newCase(DataType.FLOAT64);
    List<Mode> modes = Arrays.stream(Mode.values()).filter(one::hasFused).toList();
    assumeTrue(!modes.isEmpty(), "the cell has no fused sequence");
    for (Mode mode : modes) {
      assertFusedAgrees(one, reverse, mode);
    }
    if (modes.contains(Mode.TRAINING)) {
      Values.assertClose(
          gradients(one, Way.FUSED, reverse).backward(),
          gradients(one, Way.STEPS, reverse).backward(),
          ROUNDING);
    }
  }

  private void assertFusedAgrees(CellCase one, boolean reverse, Mode mode) {
    try (NDManager scope = engine.manager().newSubManager();
        GradMode off = GradMode.off()) {
      SequenceOutput steps = one.run(scope, Way.STEPS, reverse, mode);
      SequenceOutput fused = one.run(scope, Way.FUSED, reverse, mode);
      Values.assertClose(
          "the outputs in " + mode,
          Values.of(fused.outputs()),
          Values.of(steps.outputs()),
          ROUNDING);
      Values.assertClose(
          CellCase.values(fused.finalState()), CellCase.values(steps.finalState()), ROUNDING);
    }
  }

  private Gradients gradients(CellCase one, Way way, boolean reverse) {
    return new Gradients(engine, one.leaves(), scope -> one.loss(one.run(scope, way, reverse)));
  }

  @Test
  final void gradientsOfTheStepsAreThoseOfFiniteDifferences() {
    gradients(newCase(DataType.FLOAT64), Way.STEPS, false).check();
  }

  @Test
  final void aStepOfSelectedRowsIsASelectionOfTheStep() {
    CellCase one = newCase(DataType.FLOAT64);
    try (GradMode off = GradMode.off()) {
      CellRun run = one.cell().open(engine.manager(), CellCase.BATCH, Mode.INFERENCE);
      NDArray rows = engine.manager().create(new long[] {2, 0, 0, 1, 2});
      NDArray x = one.inputs().get(0);
      CellState stepped = run.step(run.project(x), one.initial());
      NDArray selected = engine.ops().rows(x, rows);

      Values.assertClose(
          CellCase.values(run.step(run.project(selected), one.initial().select(rows))),
          CellCase.values(stepped.select(rows)),
          ROUNDING);
    }
  }

  @Test
  final void rowsDoNotSeeEachOther() {
    CellCase one = newCase(DataType.FLOAT64);
    try (GradMode off = GradMode.off()) {
      CellRun run = one.cell().open(engine.manager(), CellCase.BATCH, Mode.INFERENCE);
      NDArray x = one.inputs().get(0);
      CellState all = run.step(run.project(x), one.initial());
      for (long b = 0; b < CellCase.BATCH; b++) {
        NDArray row = engine.manager().create(new long[] {b});
        CellRun alone = one.cell().open(engine.manager(), 1, Mode.INFERENCE);
        NDArray own = engine.ops().rows(x, row);
        Values.assertClose(
            CellCase.values(alone.step(alone.project(own), one.initial().select(row))),
            CellCase.values(all.select(row)),
            ROUNDING);
      }
    }
  }

  @Test
  final void gatesHaveTheRowsOfTheStepAndDoNotChangeIt() {
    CellCase one = newCase(DataType.FLOAT64);
    try (GradMode off = GradMode.off()) {
      CellRun run = one.cell().open(engine.manager(), CellCase.BATCH, Mode.INFERENCE);
      NDArray projected = run.project(one.inputs().get(0));
      Map<String, double[]> before = CellCase.values(run.step(projected, one.initial()));
      Map<String, NDArray> gates = run.gates(projected, one.initial());
      Map<String, double[]> after = CellCase.values(run.step(projected, one.initial()));

      Values.assertClose(after, before, 0);
      assumeTrue(!gates.isEmpty(), "the cell names no gates");
      assertThat(gates.keySet())
          .as("names of gates; output and memory are those of the state")
          .allMatch(name -> !name.isBlank())
          .doesNotContain("output", "memory");
      gates.forEach(
          (name, gate) -> {
            assertThat(gate.getShape().dimension()).as("dimensions of gate " + name).isEqualTo(2);
            assertThat(gate.getShape().get(0)).as("rows of gate " + name).isEqualTo(CellCase.BATCH);
            Values.assertFinite("the gate " + name, gate);
          });
    }
  }

  @Test
  final void hostileInputsGiveFiniteStatesAndGradients() {
    for (double value : new double[] {0, 1e6, -1e6}) {
      CellCase one = newCase(DataType.FLOAT32);
      try (NDArray hostile =
          engine.manager().full(CellCase.INPUTS, (float) value, DataType.FLOAT32)) {
        TestEngine.write(one.inputs(), hostile);
      }
      try (NDManager scope = engine.manager().newSubManager();
          GradMode off = GradMode.off()) {
        SequenceOutput outcome = one.run(scope, Way.STEPS, false);
        Values.assertFinite("the outputs for inputs of " + value, outcome.outputs());
        CellCase.arrays(outcome.finalState())
            .forEach(array -> Values.assertFinite("the state for inputs of " + value, array));
      }
      gradients(one, Way.STEPS, false)
          .backward()
          .forEach((name, all) -> Values.assertFinite(name + " for inputs of " + value, all));
    }
  }

  @Test
  final void stepsLeaveNoArraysBehind() {
    CellCase one = newCase(DataType.FLOAT32);
    int weights = one.weights().getManagedArrays().size();
    try (NDManager batch = engine.manager().newSubManager();
        GradMode off = GradMode.off()) {
      CellRun run = one.cell().open(batch, CellCase.BATCH, Mode.INFERENCE);
      NDManager owner = batch.newSubManager();
      NDManager first = owner;
      CellState state = run.zeroState().map(array -> TestEngine.view(first, array));
      List<Integer> left = new ArrayList<>();
      for (int t = 0; t < CellCase.LENGTHS.max(); t++) {
        NDManager scope = batch.newSubManager();
        NDArray x = TestEngine.view(scope, one.inputs().get(t));
        state = run.step(run.project(x), state).attach(scope);
        owner.close();
        owner = scope;
        left.add(batch.getManagedArrays().size());
      }
      assertThat(left)
          .as("arrays of the batch's manager after each step")
          .containsOnly(left.get(0));
      Values.assertFinite("the state after its predecessors were freed", state.output());
    }
    assertThat(one.weights().getManagedArrays().size())
        .as("arrays of the weights' manager; a result belongs to the manager of the first operand")
        .isEqualTo(weights);
  }

  @Test
  final void aWholeSequenceLeavesNoArraysBehind() {
    CellCase one = newCase(DataType.FLOAT32);
    int weights = one.weights().getManagedArrays().size();
    for (Way way : one.hasFused(Mode.TRAINING) ? Way.values() : new Way[] {Way.STEPS}) {
      int root = engine.manager().getManagedArrays().size();
      try (NDManager scope = engine.manager().newSubManager();
          GradMode on = GradMode.on()) {
        NDArray loss = one.loss(one.run(scope, way, true));
        engine.torch().backward(loss, loss.onesLike());
      }
      assertThat(engine.manager().getManagedArrays().size())
          .as("arrays made " + way)
          .isEqualTo(root);
    }
    assertThat(one.weights().getManagedArrays().size()).isEqualTo(weights);
  }

  @Test
  final void savedWeightsGiveTheSameOutputsInAnotherCell() {
    CellCase one = newCase(DataType.FLOAT32);
    RnnCell other = create(engine.ops(), CellCase.INPUT_SIZE);
    engine.fill(other, DataType.FLOAT32);
    Map<String, NDArray> saved =
        one.cell().parameters().stream()
            .collect(Collectors.toMap(Parameter::getName, Parameter::getArray));
    for (Parameter parameter : other.parameters()) {
      assertThat(saved)
          .as("names of the weights; those of two cells with one configuration must be the same")
          .containsKey(parameter.getName());
      TestEngine.write(parameter.getArray(), requireNonNull(saved.get(parameter.getName())));
    }
    try (NDManager scope = engine.manager().newSubManager();
        GradMode off = GradMode.off()) {
      Values.assertClose(
          "the outputs of a cell with the weights of another, by name; all that a cell learns is"
              + " in its parameters()",
          inference(scope, other, one),
          inference(scope, one.cell(), one),
          0);
    }
  }

  private double[] inference(NDManager scope, RnnCell cell, CellCase one) {
    CellRun run = cell.open(scope, CellCase.BATCH, Mode.INFERENCE);
    NDArray x = TestEngine.view(scope, one.inputs());
    return Values.of(
        Recurrence.stepwise(engine.ops(), run, x, CellCase.LENGTHS, false, run.zeroState())
            .outputs());
  }

  @Test
  final void paddingChangesNothing() {
    CellCase one = newCase(DataType.FLOAT64);
    for (Way way : one.hasFused(Mode.TRAINING) ? Way.values() : new Way[] {Way.STEPS}) {
      for (boolean reverse : new boolean[] {false, true}) {
        Map<String, double[]> expected = outcome(one, way, reverse);
        assertPaddingIsZero(way, requireNonNull(expected.get("outputs")), one.cell().outputSize());
        NDArray before = one.inputs().duplicate();
        try (GradMode off = GradMode.off();
            NDArray other = otherPadding(before)) {
          TestEngine.write(one.inputs(), other);
        }
        String how = ", %s%s, with another padding".formatted(way, reverse ? " in reverse" : "");
        outcome(one, way, reverse)
            .forEach(
                (name, values) ->
                    Values.assertClose(
                        name + how, values, requireNonNull(expected.get(name)), ROUNDING));
        TestEngine.write(one.inputs(), before);
      }
    }
  }

  private Map<String, double[]> outcome(CellCase one, Way way, boolean reverse) {
    try (NDManager scope = engine.manager().newSubManager();
        GradMode off = GradMode.off()) {
      SequenceOutput outcome = one.run(scope, way, reverse);
      Map<String, double[]> values = CellCase.values(outcome.finalState());
      values.put("outputs", Values.of(outcome.outputs()));
      return values;
    }
  }

  private static void assertPaddingIsZero(Way way, double[] outputs, long size) {
    for (int t = 0; t < CellCase.LENGTHS.max(); t++) {
      for (int b = 0; b < CellCase.BATCH; b++) {
        int from = (int) ((t * CellCase.BATCH + b) * size);
        if (t >= CellCase.LENGTHS.get(b)) {
          assertThat(Arrays.copyOfRange(outputs, from, from + (int) size))
              .as("outputs past the end of sequence %d, way %s", b, way)
              .containsOnly(0);
        }
      }
    }
  }

  /** The inputs with other values past each sequence's end. */
  private NDArray otherPadding(NDArray inputs) {
    double[] values = Values.of(inputs);
    int width = (int) CellCase.INPUT_SIZE;
    for (int i = 0; i < values.length; i++) {
      int step = i / width;
      if (step / CellCase.BATCH >= CellCase.LENGTHS.get((int) (step % CellCase.BATCH))) {
        values[i] += 3;
      }
    }
    return engine.array(values, inputs.getShape(), inputs.getDataType());
  }

  @Test
  final void theSpeedIsReported(TestReporter reporter) {
    RnnCell cell = createAsUsed(engine.ops(), SPEED_INPUT_SIZE);
    Map<String, Long> speeds = Speed.of(engine, cell);

    assertThat(speeds)
        .containsKey("steps")
        .allSatisfy((way, speed) -> assertThat(speed).as(way).isPositive());
    reporter.publishEntry("tokens/s", Speed.inWords(speeds));
  }
}
