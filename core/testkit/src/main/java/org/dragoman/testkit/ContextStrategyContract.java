package org.dragoman.testkit;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Parameter;
import java.util.List;
import java.util.Optional;
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

/**
 * What every {@link ContextStrategy} promises.
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
  private static final double ROUNDING = 1e-8;

  private final TestEngine engine = new TestEngine();

  /** Makes a contract's instance. */
  protected ContextStrategyContract() {}

  /** Makes the strategy by its factory, for encoder states and queries of some widths. */
  protected abstract ContextStrategy create(Ops ops, long memorySize, long querySize);

  @AfterEach
  final void close() {
    engine.close();
  }

  private ContextCase newCase(DataType type) {
    ContextStrategy strategy =
        create(engine.ops(), ContextCase.MEMORY_SIZE, ContextCase.QUERY_SIZE);
    return new ContextCase(engine, strategy, type);
  }

  @Test
  final void theWeightsHaveNamesOfTheirOwnAndShapes() {
    List<Parameter> parameters = newCase(DataType.FLOAT32).strategy().parameters();

    assertThat(parameters).extracting(Parameter::getName).doesNotHaveDuplicates();
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
        }
      }
    }
  }

  @Test
  final void weightsSumToOneAndPaddingHasNone() {
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
      assertThat(weights[s]).as("weight %d of %d", s, length).isNotNegative();
      assertThat(s < length || weights[s] == 0).as("padding %d has no weight", s).isTrue();
      sum += weights[s];
    }
    assertThat(sum).as("the sum of the weights").isCloseTo(1, within(1e-6));
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
        new Gradients(engine, one.leaves(), scope -> one.loss(one.contexts(scope))).backward(),
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
      NDArray inBatch = one.contexts(scope);
      for (int b = 0; b < ContextCase.BATCH; b++) {
        String own = ":, %d:%d".formatted(b, b + 1);
        Memory alone = one.strategy().prepare(one.encodedAlone(scope, b));
        Values.assertClose(
            "the contexts of sentence %d".formatted(b),
            Values.of(inBatch.get(own)),
            Values.of(ContextCase.contexts(one.steps(alone, one.queries().get(own)))),
            ROUNDING);
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
    }
  }

  @Test
  final void gradientsAreThoseOfFiniteDifferences() {
    ContextCase one = newCase(DataType.FLOAT64);
    new Gradients(engine, one.leaves(), scope -> one.loss(one.contexts(scope))).check();
  }

  @Test
  final void hostileInputsGiveFiniteContexts() {
    for (double value : new double[] {0, 1e6, -1e6}) {
      ContextCase one = newCase(DataType.FLOAT32);
      for (NDArray leaf : List.copyOf(one.leaves().values()).subList(0, 3)) {
        TestEngine.write(
            leaf, leaf.onesLike().mul(engine.manager().full(new Shape(), (float) value)));
      }
      try (NDManager scope = engine.manager().newSubManager();
          GradMode off = GradMode.off()) {
        Values.assertFinite("the contexts for inputs of " + value, one.contexts(scope));
      }
    }
  }

  @Test
  final void noArraysAreLeftBehind() {
    ContextCase one = newCase(DataType.FLOAT32);
    int weights = one.weights().getManagedArrays().size();
    int root = engine.manager().getManagedArrays().size();
    try (NDManager scope = engine.manager().newSubManager();
        NDManager outer = engine.manager().newSubManager();
        GradMode off = GradMode.off()) {
      Memory memory = one.strategy().prepare(one.encoded(scope)).attach(outer);
      scope.close();
      try (NDManager step = engine.manager().newSubManager()) {
        NDArray query = TestEngine.view(step, one.queries());
        Values.assertFinite(
            "contexts of a memory that was attached to another manager",
            ContextCase.contexts(one.steps(memory, query)));
      }
    }
    assertThat(engine.manager().getManagedArrays().size()).isEqualTo(root);
    assertThat(one.weights().getManagedArrays().size())
        .as("arrays of the weights' manager; a result belongs to the manager of the first operand")
        .isEqualTo(weights);
  }
}
