package org.dragoman.testkit;

import static java.util.Objects.requireNonNull;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Parameter;
import ai.djl.nn.core.Linear;
import ai.djl.training.initializer.NormalInitializer;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.dragoman.spi.ContextSequence;
import org.dragoman.spi.ContextState;
import org.dragoman.spi.ContextStep;
import org.dragoman.spi.ContextStrategy;
import org.dragoman.spi.EncoderOutput;
import org.dragoman.spi.Memory;
import org.dragoman.spi.Ops;

/**
 * Bilinear attention that is weaker where it has looked before and has a loss for looking twice,
 * and the same with a fault that a contract must find.
 */
record CoverageAttention(
    Ops ops, long contextSize, Fault fault, int secret, List<Parameter> parameters)
    implements ContextStrategy {

  /** What is wrong with the strategy. */
  enum Fault {
    NONE,
    NO_MASK,
    STATE_IS_NOT_SELECTED,
    STOPPED_GRADIENT,
    NOT_ATTACHED,
    STATE_NOT_ATTACHED,
    NAME_WITH_A_DOT,
    FORGETFUL_AT_ONCE,
    LOOPS_AT_ONCE,
    WEIGHTS_OF_TWO,
    WEAK_MASK,
    SECRET_WEIGHT,
    LOSS_OF_THE_BATCH,
    NEGATIVE_LOSS,
    STOPPED_LOSS
  }

  /** What a fresh strategy with {@link Fault#SECRET_WEIGHT} has, and no other. */
  private static final AtomicInteger SECRET = new AtomicInteger();

  CoverageAttention(Ops ops, long memorySize, long querySize, Fault fault) {
    this(
        ops,
        memorySize,
        fault,
        fault == Fault.SECRET_WEIGHT ? SECRET.incrementAndGet() : 0,
        List.of(
            Parameter.builder()
                .setName(fault == Fault.NAME_WITH_A_DOT ? "attention.key" : "key")
                .setType(Parameter.Type.WEIGHT)
                .optShape(new Shape(memorySize, querySize))
                .optInitializer(new NormalInitializer())
                .build()));
  }

  private final class Source implements Memory {
    private final NDArray states;
    private final NDArray mask;

    /** {@code [B, S, M]} and {@code [B, S]}. */
    Source(NDArray states, NDArray mask) {
      this.states = states;
      this.mask = mask;
    }

    @Override
    public Memory select(NDArray rows) {
      return new Source(ops.rows(states, rows), ops.rows(mask, rows));
    }

    @Override
    public Memory attach(NDManager manager) {
      if (fault != Fault.NOT_ATTACHED) {
        states.attach(manager);
      }
      mask.attach(manager);
      return this;
    }
  }

  /** The sum of the weights so far, {@code [B, S]}. */
  private final class Coverage implements ContextState {
    private final NDArray sum;

    Coverage(NDArray sum) {
      this.sum = sum;
    }

    @Override
    public ContextState select(NDArray rows) {
      NDArray chosen = fault == Fault.STATE_IS_NOT_SELECTED ? rows.zerosLike() : rows;
      return new Coverage(ops.rows(sum, chosen));
    }

    @Override
    public ContextState attach(NDManager manager) {
      if (fault != Fault.STATE_NOT_ATTACHED) {
        sum.attach(manager);
      }
      return this;
    }
  }

  @Override
  public boolean hasWeights() {
    return true;
  }

  @Override
  public Memory prepare(EncoderOutput encoded) {
    double depth = fault == Fault.NO_MASK ? 0 : fault == Fault.WEAK_MASK ? 1e-21 : 1;
    NDArray mask = ops.scale(encoded.mask().transpose(), depth);
    return new Source(encoded.states().transpose(1, 0, 2), mask);
  }

  @Override
  public ContextState start(Memory memory) {
    return new Coverage(((Source) memory).mask.zerosLike());
  }

  @Override
  public ContextStep step(Memory memory, ContextState state, NDArray query) {
    Source source = (Source) memory;
    NDArray coverage = ((Coverage) state).sum;
    NDArray asked = Linear.linear(query, parameters.get(0).getArray()).singletonOrThrow();
    // What a step makes belongs to the manager of its query.
    NDArray states = TestEngine.view(query.getManager(), source.states);
    NDArray scores = states.batchMatMul(asked.expandDims(2)).squeeze(2);
    NDArray weights = scores.sub(coverage).add(source.mask).softmax(1);
    NDArray used = fault == Fault.STOPPED_GRADIENT ? weights.stopGradient() : weights;
    NDArray sum = used.expandDims(1).batchMatMul(states).squeeze(1);
    return new ContextStep(
        ops.scale(sum, 1 + secret),
        fault == Fault.WEIGHTS_OF_TWO ? weights.add(weights) : weights,
        new Coverage(weights.add(coverage)),
        loss(weights.minimum(coverage).sum(new int[] {1})));
  }

  private NDArray loss(NDArray looks) {
    return switch (fault) {
      case NEGATIVE_LOSS -> looks.neg();
      case STOPPED_LOSS -> looks.stopGradient();
      case LOSS_OF_THE_BATCH -> looks.zerosLike().add(looks.mean());
      default -> looks;
    };
  }

  @Override
  public Optional<ContextSequence> contexts(Memory memory, NDArray queries) {
    if (fault != Fault.FORGETFUL_AT_ONCE && fault != Fault.LOOPS_AT_ONCE) {
      return Optional.empty();
    }
    NDList contexts = new NDList();
    NDList weights = new NDList();
    ContextState state = start(memory);
    for (long t = 0; t < queries.getShape().get(0); t++) {
      ContextStep step = step(memory, state, queries.get(t));
      contexts.add(step.context());
      weights.add(requireNonNull(step.weights()));
      state = fault == Fault.LOOPS_AT_ONCE ? step.state() : state;
    }
    return Optional.of(new ContextSequence(NDArrays.stack(contexts), NDArrays.stack(weights)));
  }
}
