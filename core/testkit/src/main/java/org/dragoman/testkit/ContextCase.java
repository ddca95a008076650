package org.dragoman.testkit;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.dragoman.runtime.batch.PaddedBatch;
import org.dragoman.spi.ContextState;
import org.dragoman.spi.ContextStep;
import org.dragoman.spi.ContextStrategy;
import org.dragoman.spi.EncoderOutput;
import org.dragoman.spi.Lengths;
import org.dragoman.spi.Memory;

/** A context strategy with weights, an encoded batch and queries, all drawn at random. */
final class ContextCase {
  static final long MEMORY_SIZE = ContextStrategyContract.MEMORY_SIZE;
  static final Lengths LENGTHS = Lengths.of(3, 5, 1);
  static final long BATCH = LENGTHS.batchSize();
  static final long STEPS = 3;

  private final TestEngine engine;
  private final ContextStrategy strategy;
  private final NDManager weights;
  private final NDArray states;
  private final NDArray summary;
  private final NDArray queries;
  private final NDArray mask;
  private final NDArray real;
  private final NDArray factor;
  private final NDArray lossFactor;

  ContextCase(TestEngine engine, ContextStrategy strategy, long querySize, DataType type) {
    this.engine = engine;
    this.strategy = strategy;
    weights = engine.fill(strategy, type);
    states = engine.normal(new Shape(LENGTHS.max(), BATCH, MEMORY_SIZE), type);
    summary = engine.normal(new Shape(BATCH, MEMORY_SIZE), type);
    queries = engine.normal(new Shape(STEPS, BATCH, querySize), type);
    NDArray ids = engine.manager().zeros(new Shape(LENGTHS.max(), BATCH), DataType.INT64);
    mask = new PaddedBatch(ids, LENGTHS).mask(type);
    real = mask.gte(0f).toType(type, true).expandDims(2);
    factor = engine.normal(new Shape(STEPS, BATCH, strategy.contextSize()), type);
    lossFactor = engine.normal(new Shape(STEPS, BATCH), type);
  }

  ContextStrategy strategy() {
    return strategy;
  }

  /** The manager of the weights; the strategy may create no other arrays in it. */
  NDManager weights() {
    return weights;
  }

  /** {@code [T, B, Q]}. */
  NDArray queries() {
    return queries;
  }

  /** The arrays whose gradients are checked, by name. */
  Map<String, NDArray> leaves() {
    Map<String, NDArray> leaves = new LinkedHashMap<>();
    leaves.put("encoder states", states);
    leaves.put("encoder summary", summary);
    leaves.put("queries", queries);
    strategy.parameters().forEach(p -> leaves.put(p.getName(), p.getArray()));
    return leaves;
  }

  EncoderOutput encoded(NDManager scope) {
    NDArray masked = TestEngine.view(scope, states).mul(real);
    return new EncoderOutput(
        masked, TestEngine.view(scope, summary), TestEngine.view(scope, mask), LENGTHS);
  }

  /** Sentence b without its padding, in a batch of its own. */
  EncoderOutput encodedAlone(NDManager scope, int b) {
    EncoderOutput all = encoded(scope);
    String own = ":%d, %d:%d".formatted(LENGTHS.get(b), b, b + 1);
    return new EncoderOutput(
        all.states().get(own),
        all.summary().get("%d:%d".formatted(b, b + 1)),
        all.mask().get(own),
        Lengths.of(LENGTHS.get(b)));
  }

  /** Takes one step for each query. */
  List<ContextStep> steps(Memory memory, NDArray asked) {
    return steps(strategy, memory, asked);
  }

  /** Takes one step for each query, by any strategy. */
  static List<ContextStep> steps(ContextStrategy strategy, Memory memory, NDArray asked) {
    List<ContextStep> steps = new ArrayList<>();
    ContextState state = strategy.start(memory);
    for (long t = 0; t < asked.getShape().get(0); t++) {
      steps.add(strategy.step(memory, state, asked.get(t)));
      state = steps.get(steps.size() - 1).state();
    }
    return steps;
  }

  /** The contexts of steps, {@code [T, B, C]}. */
  static NDArray contexts(List<ContextStep> steps) {
    return NDArrays.stack(new NDList(steps.stream().map(ContextStep::context).toList()));
  }

  /** All contexts, step by step, in a scope. */
  NDArray contexts(NDManager scope) {
    return contexts(steps(scope));
  }

  /** All steps, in a scope. */
  List<ContextStep> steps(NDManager scope) {
    return steps(strategy.prepare(encoded(scope)), TestEngine.view(scope, queries));
  }

  /** A sum of all values of contexts, each with a factor of its own. */
  NDArray loss(NDArray contexts) {
    return contexts.mul(factor).sum();
  }

  /**
   * A sum of all values of the steps' contexts and of their losses if there are any, each with a
   * factor of its own.
   */
  NDArray loss(List<ContextStep> steps) {
    NDArray sum = loss(contexts(steps));
    for (int t = 0; t < steps.size(); t++) {
      NDArray loss = steps.get(t).loss();
      sum = loss == null ? sum : sum.add(loss.mul(lossFactor.get(t)).sum());
    }
    return sum;
  }

  TestEngine engine() {
    return engine;
  }
}
