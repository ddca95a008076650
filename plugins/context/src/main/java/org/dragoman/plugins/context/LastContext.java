package org.dragoman.plugins.context;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Parameter;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Optional;
import org.dragoman.spi.ContextSequence;
import org.dragoman.spi.ContextState;
import org.dragoman.spi.ContextStep;
import org.dragoman.spi.ContextStrategy;
import org.dragoman.spi.ContextStrategyFactory;
import org.dragoman.spi.EncoderOutput;
import org.dragoman.spi.Memory;
import org.dragoman.spi.Ops;

/**
 * The context of fixed size, name {@value #NAME}: the encoder's final state, the same at every
 * step. Cho et al. 2014 (arXiv:1406.1078). It must hold the whole sentence, so it falls behind
 * attention as sentences grow; here to be compared with.
 */
public final class LastContext implements ContextStrategy {
  /** The registered name. */
  public static final String NAME = "last";

  private final Ops ops;
  private final long memorySize;

  private LastContext(Ops ops, long memorySize) {
    this.ops = ops;
    this.memorySize = memorySize;
  }

  /** Configuration of a {@link LastContext}: it has no options. */
  public record Config() {}

  /** Makes {@link LastContext}s. */
  public static final class Factory implements ContextStrategyFactory<Config> {
    private final Ops ops;

    @Inject
    Factory(Ops ops) {
      this.ops = ops;
    }

    @Override
    public Class<Config> configType() {
      return Config.class;
    }

    @Override
    public ContextStrategy create(Config config, long memorySize, long querySize) {
      return new LastContext(ops, memorySize);
    }
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
    return new Summary(ops, encoded.summary());
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
