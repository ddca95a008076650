package org.dragoman.plugins.context;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.nn.Parameter;
import java.util.List;
import org.dragoman.spi.ContextState;
import org.dragoman.spi.ContextStep;
import org.dragoman.spi.ContextStrategy;
import org.dragoman.spi.EncoderOutput;
import org.dragoman.spi.Memory;
import org.dragoman.spi.Ops;

/**
 * Local attention whose window moves on by one position at each step; see {@link
 * LocalAttentionFactory}.
 */
final class MonotonicAttention implements ContextStrategy {
  private final Ops ops;
  private final long memorySize;
  private final Score score;
  private final int window;

  MonotonicAttention(Ops ops, long memorySize, Score score, int window) {
    this.ops = ops;
    this.memorySize = memorySize;
    this.score = score;
    this.window = window;
  }

  /** The number of a step, from 1. All rows of a search are at the same step. */
  private record Place(int number) implements ContextState {
    @Override
    public ContextState select(NDArray rows) {
      return this;
    }

    @Override
    public ContextState attach(NDManager manager) {
      return this;
    }
  }

  @Override
  public List<Parameter> parameters() {
    return score.parameters();
  }

  @Override
  public long contextSize() {
    return memorySize;
  }

  @Override
  public boolean hasWeights() {
    return true;
  }

  @Override
  public Memory prepare(EncoderOutput encoded) {
    return LocalMemory.of(ops, encoded, score);
  }

  @Override
  public ContextState start(Memory memory) {
    return new Place(1);
  }

  @Override
  public ContextStep step(Memory memory, ContextState state, NDArray query) {
    LocalMemory local = (LocalMemory) memory;
    int place = ((Place) state).number();
    NDArray distances = local.positions().sub(local.lengths().minimum(place));
    NDArray weights = local.weights(query.expandDims(1), distances, window);
    Attended one = local.source().attended(weights);
    return new ContextStep(
        one.contexts().squeeze(1), one.weights().squeeze(1), new Place(place + 1));
  }
}
