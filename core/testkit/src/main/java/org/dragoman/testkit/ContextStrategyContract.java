package org.dragoman.testkit;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Parameter;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.dragoman.runtime.engine.GradMode;
import org.dragoman.spi.ContextSequence;
import org.dragoman.spi.ContextState;
import org.dragoman.spi.ContextStep;
import org.dragoman.spi.ContextStrategy;
import org.dragoman.spi.Memory;
import org.dragoman.spi.Ops;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;

/**
 * Tests of what every {@link ContextStrategy} must do.
 *
 * <pre>{@code
 * class MyAttentionTest extends ContextStrategyContract {
 *   @Override
 *   protected ContextStrategy create(Ops ops, long memorySize, long querySize) {
 *     return new MyAttentionFactory(ops).create(new MyAttentionFactory.Config(4), memorySize, querySize);
 *   }
 * }
 * }</pre>
 */
public abstract class ContextStrategyContract {
  /** The width of an encoder state in all checks except the measurement of speed. */
  protected static final long MEMORY_SIZE = 6;

  private static final double ROUNDING = 1e-8;
  private static final long SPEED_SIZE = 512;

  private final TestEngine engine = new TestEngine();

  /** Called by the subclass. */
  protected ContextStrategyContract() {}

  /** Creates the strategy by its factory, for encoder states and queries of the given widths. */
  protected abstract ContextStrategy create(Ops ops, long memorySize, long querySize);

  /**
   * Creates the strategy in a usual size, to measure its speed; the same as {@link #create} unless
   * overridden.
   */
  protected ContextStrategy createAsUsed(Ops ops, long memorySize, long querySize) {
    return create(ops, memorySize, querySize);
  }

  /**
   * Returns the width of the queries. A strategy whose queries must be as wide as the encoder
   * states returns {@link #MEMORY_SIZE}.
   */
  protected long querySize() {
    return 4;
  }

  @AfterEach
  final void close() {
    engine.close();
  }

  private ContextStrategy create() {
    return create(engine.ops(), MEMORY_SIZE, querySize());
  }

  private ContextCase newCase(DataType type) {
    return new ContextCase(engine, create(), querySize(), type);
  }

  @Test
  final void theWeightsHaveNamesOfTheirOwnAndShapes() {
    List<Parameter> parameters = newCase(DataType.FLOAT32).strategy().parameters();

    assertThat(parameters)
        .extracting(Parameter::getName)
        .doesNotHaveDuplicates()
        .allMatch(name -> name.matches("\\w+"), "of letters, digits and underscores");
    assertThat(parameters).extracting(Parameter::getShape).doesNotContainNull();
  }

  @Test
  final void shapesAndFloatTypesAreThoseOfTheInputs() {
    for (DataType type : List.of(DataType.FLOAT32, DataType.FLOAT64)) {
      ContextCase one = newCase(type);
      try (NDManager scope = engine.manager().newSubManager();
          GradMode off = GradMode.off()) {
        Memory memory = one.strategy().prepare(one.encoded(scope));
        for (ContextStep step : one.steps(memory, one.queries())) {
          assertThat(step.context().getShape())
              .isEqualTo(new Shape(ContextCase.BATCH, one.strategy().contextSize()));
          assertThat(step.context().getDataType()).isEqualTo(type);
          assertThat(step.weights() != null)
              .as("there are weights, and hasWeights() says so")
              .isEqualTo(one.strategy().hasWeights());
          if (step.weights() != null) {
            assertThat(step.weights().getShape())
                .isEqualTo(new Shape(ContextCase.BATCH, ContextCase.LENGTHS.max()));
          }
          if (step.loss() != null) {
            assertThat(step.loss().getShape()).isEqualTo(new Shape(ContextCase.BATCH));
            assertThat(step.loss().getDataType()).isEqualTo(type);
          }
        }
      }
    }
  }

  @Test
  final void weightsSumToAtMostOneAndPaddingHasNone() {
    ContextCase one = newCase(DataType.FLOAT64);
    try (NDManager scope = engine.manager().newSubManager();
        GradMode off = GradMode.off()) {
      Memory memory = one.strategy().prepare(one.encoded(scope));
      List<ContextStep> steps = one.steps(memory, one.queries());
      assumeTrue(steps.get(0).weights() != null, "the strategy has no weights");
      for (ContextStep step : steps) {
        for (int b = 0; b < ContextCase.BATCH; b++) {
          assertWeights(
              Values.of(requireNonNull(step.weights()).get(b)), ContextCase.LENGTHS.get(b));
        }
      }
    }
  }

  private static void assertWeights(double[] weights, int length) {
    double sum = 0;
    for (int s = 0; s < weights.length; s++) {
      assertThat(weights[s] >= 0).as("weight %d is %s", s, weights[s]).isTrue();
      assertThat(s < length || weights[s] == 0).as("padding %d has no weight", s).isTrue();
      sum += weights[s];
    }
    assertThat(sum).as("the sum of the weights").isPositive().isLessThanOrEqualTo(1 + 1e-6);
  }

  @Test
  final void aLossIsFiniteAndNotNegative() {
    ContextCase one = newCase(DataType.FLOAT64);
    try (NDManager scope = engine.manager().newSubManager();
        GradMode off = GradMode.off()) {
      List<ContextStep> steps = one.steps(scope);
      assumeTrue(steps.get(0).loss() != null, "the strategy has no loss");
      assertThat(one.strategy().contexts(one.strategy().prepare(one.encoded(scope)), one.queries()))
          .as("contexts at once, which have no place for a loss")
          .isEmpty();
      for (ContextStep step : steps) {
        double[] loss = Values.of(requireNonNull(step.loss()));
        Values.assertFinite("the loss", loss);
        assertThat(Arrays.stream(loss).min().orElseThrow()).as("the loss").isNotNegative();
      }
    }
  }

  @Test
  final void savedWeightsGiveTheSameContextsInAnotherStrategy() {
    ContextCase one = newCase(DataType.FLOAT64);
    try (NDManager scope = engine.manager().newSubManager();
        GradMode off = GradMode.off()) {
      NDArray expected = one.contexts(scope);
      ContextStrategy loaded = create();
      engine.fill(loaded, DataType.FLOAT64);
      Map<String, NDArray> saved =
          one.strategy().parameters().stream()
              .collect(Collectors.toMap(Parameter::getName, Parameter::getArray));
      for (Parameter parameter : loaded.parameters()) {
        TestEngine.write(parameter.getArray(), requireNonNull(saved.get(parameter.getName())));
      }
      Memory memory = loaded.prepare(one.encoded(scope));
      Values.assertClose(
          "the contexts of a strategy that was given the weights of another",
          Values.of(ContextCase.contexts(ContextCase.steps(loaded, memory, one.queries()))),
          Values.of(expected),
          ROUNDING);
    }
  }

  @Test
  final void theContextsOfAllStepsAtOnceAreThoseOfTheSteps() {
    ContextCase one = newCase(DataType.FLOAT64);
    try (NDManager scope = engine.manager().newSubManager();
        GradMode off = GradMode.off()) {
      Memory memory = one.strategy().prepare(one.encoded(scope));
      Optional<ContextSequence> all = one.strategy().contexts(memory, one.queries());
      assumeTrue(all.isPresent(), "the strategy goes step by step");
      List<ContextStep> steps = one.steps(memory, one.queries());
      NDArray expected = ContextCase.contexts(steps);
      assertThat(all.get().contexts().getShape()).isEqualTo(expected.getShape());
      Values.assertClose(
          "contexts", Values.of(all.get().contexts()), Values.of(expected), ROUNDING);
      for (int t = 0; one.strategy().hasWeights() && t < steps.size(); t++) {
        Values.assertClose(
            "weights of step " + t,
            Values.of(requireNonNull(all.get().weights()).get(t)),
            Values.of(requireNonNull(steps.get(t).weights())),
            ROUNDING);
      }
    }
    Values.assertClose(
        new Gradients(engine, one.leaves(), scope -> one.loss(atOnce(one, scope))).backward(),
        new Gradients(engine, one.leaves(), scope -> one.loss(one.steps(scope))).backward(),
        ROUNDING);
  }

  @Test
  final void theContextsOfAllStepsAtOnceDoNotDependOnTheirOrder() {
    ContextCase one = newCase(DataType.FLOAT64);
    try (NDManager scope = engine.manager().newSubManager();
        GradMode off = GradMode.off()) {
      Memory memory = one.strategy().prepare(one.encoded(scope));
      Optional<ContextSequence> all = one.strategy().contexts(memory, one.queries());
      assumeTrue(all.isPresent(), "the strategy goes step by step");
      NDArray backwards =
          scope.create(
              LongStream.range(0, ContextCase.STEPS).map(t -> ContextCase.STEPS - 1 - t).toArray());
      NDArray queries = engine.ops().rows(one.queries(), backwards);
      Values.assertClose(
          "the contexts of reversed queries",
          Values.of(one.strategy().contexts(memory, queries).orElseThrow().contexts()),
          Values.of(engine.ops().rows(all.get().contexts(), backwards)),
          ROUNDING);
    }
  }

  private static NDArray atOnce(ContextCase one, NDManager scope) {
    NDArray queries = TestEngine.view(scope, one.queries());
    Memory memory = one.strategy().prepare(one.encoded(scope));
    return one.strategy().contexts(memory, queries).orElseThrow().contexts();
  }

  @Test
  final void paddingChangesNothing() {
    ContextCase one = newCase(DataType.FLOAT64);
    try (NDManager scope = engine.manager().newSubManager();
        GradMode off = GradMode.off()) {
      List<ContextStep> inBatch = one.steps(scope);
      for (int b = 0; b < ContextCase.BATCH; b++) {
        String own = ":, %d:%d".formatted(b, b + 1);
        Memory memory = one.strategy().prepare(one.encodedAlone(scope, b));
        List<ContextStep> alone = one.steps(memory, one.queries().get(own));
        Values.assertClose(
            "the contexts of sentence %d".formatted(b),
            Values.of(ContextCase.contexts(inBatch).get(own)),
            Values.of(ContextCase.contexts(alone)),
            ROUNDING);
        for (int t = 0; inBatch.get(0).loss() != null && t < alone.size(); t++) {
          Values.assertClose(
              "the loss of sentence %d".formatted(b),
              Values.of(requireNonNull(alone.get(t).loss())),
              new double[] {Values.of(requireNonNull(inBatch.get(t).loss()))[b]},
              ROUNDING);
        }
      }
    }
  }

  @Test
  final void aStepOfSelectedRowsIsASelectionOfTheStep() {
    ContextCase one = newCase(DataType.FLOAT64);
    try (NDManager scope = engine.manager().newSubManager();
        GradMode off = GradMode.off()) {
      NDArray rows = scope.create(new long[] {2, 0, 0, 1, 2});
      Memory memory = one.strategy().prepare(one.encoded(scope));
      // Two steps, so that a state that the first one made is selected, too.
      ContextState state = one.steps(memory, one.queries().get(":1")).get(0).state();
      NDArray query = one.queries().get(1);
      ContextStep step = one.strategy().step(memory, state, query);
      ContextStep selected =
          one.strategy()
              .step(memory.select(rows), state.select(rows), engine.ops().rows(query, rows));

      Values.assertClose(
          "the context",
          Values.of(selected.context()),
          Values.of(engine.ops().rows(step.context(), rows)),
          ROUNDING);
      if (step.weights() != null) {
        Values.assertClose(
            "the weights",
            Values.of(requireNonNull(selected.weights())),
            Values.of(engine.ops().rows(step.weights(), rows)),
            ROUNDING);
      }
      if (step.loss() != null) {
        Values.assertClose(
            "the loss",
            Values.of(requireNonNull(selected.loss())),
            Values.of(engine.ops().rows(step.loss().expandDims(1), rows)),
            ROUNDING);
      }
    }
  }

  @Test
  final void gradientsAreThoseOfFiniteDifferences() {
    ContextCase one = newCase(DataType.FLOAT64);
    new Gradients(engine, one.leaves(), scope -> one.loss(one.steps(scope))).check();
  }

  @Test
  final void hostileInputsGiveFiniteContextsAndPaddingNoWeight() {
    for (double value : new double[] {0, 1e6, -1e6}) {
      // With states and queries of one sign and of opposite ones, scores are huge both ways.
      for (double sign : new double[] {1, -1}) {
        ContextCase one = newCase(DataType.FLOAT32);
        List<NDArray> leaves = List.copyOf(one.leaves().values());
        fill(leaves.get(0), value);
        fill(leaves.get(1), value);
        fill(leaves.get(2), value * sign);
        assertSound(one, "inputs of " + value + " and queries of " + value * sign);
      }
    }
  }

  private void fill(NDArray leaf, double value) {
    try (NDArray filled =
        engine.manager().full(leaf.getShape(), (float) value, leaf.getDataType())) {
      TestEngine.write(leaf, filled);
    }
  }

  private void assertSound(ContextCase one, String inputs) {
    try (NDManager scope = engine.manager().newSubManager();
        GradMode off = GradMode.off()) {
      for (ContextStep step : one.steps(scope)) {
        Values.assertFinite("the context for " + inputs, step.context());
        if (step.loss() != null) {
          Values.assertFinite("the loss for " + inputs, step.loss());
        }
        for (int b = 0; step.weights() != null && b < ContextCase.BATCH; b++) {
          double[] weights = Values.of(step.weights().get(b));
          Values.assertFinite("the weights for " + inputs, weights);
          assertWeights(weights, ContextCase.LENGTHS.get(b));
        }
      }
    }
  }

  @Test
  final void theSpeedIsReported(TestReporter reporter) {
    ContextStrategy strategy = createAsUsed(engine.ops(), SPEED_SIZE, SPEED_SIZE);
    Map<String, Long> speeds = Speed.of(engine, strategy, SPEED_SIZE, SPEED_SIZE);

    assertThat(speeds)
        .containsKey("steps")
        .allSatisfy((way, speed) -> assertThat(speed).as(way).isPositive());
    reporter.publishEntry("queries/s", Speed.inWords(speeds));
  }

  @Test
  final void noArraysAreLeftBehind() {
    ContextCase one = newCase(DataType.FLOAT32);
    int weights = one.weights().getManagedArrays().size();
    int root = engine.manager().getManagedArrays().size();
    try (NDManager scope = engine.manager().newSubManager();
        NDManager outer = engine.manager().newSubManager();
        NDManager last = engine.manager().newSubManager();
        GradMode off = GradMode.off()) {
      Memory memory = one.strategy().prepare(one.encoded(scope)).attach(outer);
      scope.close();
      assertStepsOutlive(one, memory, "a memory that was attached to another manager");
      Memory selected = memory.select(last.create(new long[] {2, 0, 1})).attach(last);
      outer.close();
      assertStepsOutlive(one, selected, "selected rows that were attached to another manager");
    }
    assertThat(engine.manager().getManagedArrays().size()).isEqualTo(root);
    assertThat(one.weights().getManagedArrays().size())
        .as("arrays of the weights' manager; a result belongs to the manager of the first operand")
        .isEqualTo(weights);
  }

  /** Takes the steps as a decoder does: after each step it frees everything except the state. */
  private void assertStepsOutlive(ContextCase one, Memory memory, String of) {
    NDManager owner = engine.manager().newSubManager();
    ContextState state = one.strategy().start(memory).attach(owner);
    for (long t = 0; t < ContextCase.STEPS; t++) {
      NDManager next = engine.manager().newSubManager();
      try (NDManager scope = engine.manager().newSubManager()) {
        NDArray query = TestEngine.view(scope, one.queries()).get(t);
        ContextStep step = one.strategy().step(memory, state, query);
        Values.assertFinite("the context of step %d of %s".formatted(t, of), step.context());
        state = step.state().attach(next);
      }
      owner.close();
      owner = next;
    }
    owner.close();
  }
}
