package org.dragoman.plugins.context;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Parameter;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.dragoman.spi.ContextSequence;
import org.dragoman.spi.ContextState;
import org.dragoman.spi.ContextStep;
import org.dragoman.spi.ContextStrategy;
import org.dragoman.spi.EncoderOutput;
import org.dragoman.spi.Memory;
import org.dragoman.spi.Ops;

/** A context of fixed size: one vector for the whole source, the same at every step. */
final class FixedContext implements ContextStrategy {
  private final Ops ops;
  private final long memorySize;
  private final Function<EncoderOutput, NDArray> summarize;

  /**
   * A context of fixed size.
   *
   * @param memorySize the width of an encoder state, M
   * @param summarize computes {@code [B, M]} from the output of the encoder
   */
  FixedContext(Ops ops, long memorySize, Function<EncoderOutput, NDArray> summarize) {
    this.ops = ops;
    this.memorySize = memorySize;
    this.summarize = summarize;
  }

  @Override
  public List<Parameter> parameters() {
    return List.of();
  }

  @Override
  public long contextSize() {
    return memorySize;
  }

  @Override
  public boolean hasWeights() {
    return false;
  }

  @Override
  public Memory prepare(EncoderOutput encoded) {
    return new Summary(ops, summarize.apply(encoded));
  }

  @Override
  public ContextStep step(Memory memory, ContextState state, NDArray query) {
    return new ContextStep(((Summary) memory).array(), null, ContextState.NONE);
  }

  @Override
  public Optional<ContextSequence> contexts(Memory memory, NDArray queries) {
    NDArray summary = ((Summary) memory).array();
    Shape shape = new Shape(queries.getShape().get(0)).addAll(summary.getShape());
    return Optional.of(new ContextSequence(summary.expandDims(0).broadcast(shape), null));
  }

  /** {@code [B, M]}. */
  private record Summary(Ops ops, NDArray array) implements Memory {
    @Override
    public Memory select(NDArray rows) {
      return new Summary(ops, ops.rows(array, rows));
    }

    @Override
    public Memory attach(NDManager manager) {
      array.attach(manager);
      return this;
    }
  }
}
