package org.dragoman.plugins.context;

import ai.djl.ndarray.NDArray;
import ai.djl.nn.Activation;
import ai.djl.nn.Parameter;
import ai.djl.nn.core.Linear;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Optional;
import org.dragoman.spi.ContextState;
import org.dragoman.spi.ContextStep;
import org.dragoman.spi.ContextStrategy;
import org.dragoman.spi.ContextStrategyFactory;
import org.dragoman.spi.EncoderOutput;
import org.dragoman.spi.Memory;
import org.dragoman.spi.Ops;
import org.dragoman.spi.Option;

/**
 * Additive attention, name {@value #NAME}: {@code score(q, m) = v . tanh(W_q q + W_k m)}, softmax
 * over the source, context = weighted sum of the encoder states. Bahdanau et al. 2015, "Neural
 * Machine Translation by Jointly Learning to Align and Translate" (arXiv:1409.0473). The default.
 */
public final class AdditiveAttention implements ContextStrategy {
  /** The registered name. */
  public static final String NAME = "additive";

  private final Ops ops;
  private final long memorySize;
  private final Parameter key;
  private final Parameter query;
  private final Parameter energy;

  private AdditiveAttention(Ops ops, Config config, long memorySize, long querySize) {
    this.ops = ops;
    this.memorySize = memorySize;
    long size = config.size() == 0 ? querySize : config.size();
    key = Weights.matrix("key", size, memorySize);
    query = Weights.matrix("query", size, querySize);
    energy = Weights.matrix("energy", 1, size);
  }

  /**
   * Configuration of an {@link AdditiveAttention}.
   *
   * @param size units of the hidden layer; 0 for the width of the query
   */
  public record Config(
      @Option(
              value = "Units of the hidden layer; 0: as many as the decoder has.",
              defaultValue = "0")
          int size) {
    /** Checks the size. */
    public Config {
      if (size < 0) {
        throw new IllegalArgumentException("size must be 0 or more, got " + size);
      }
    }
  }

  /** Makes {@link AdditiveAttention}s. */
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
      return new AdditiveAttention(ops, config, memorySize, querySize);
    }
  }

  @Override
  public List<Parameter> parameters() {
    return List.of(key, query, energy);
  }

  @Override
  public long contextSize() {
    return memorySize;
  }

  @Override
  public Memory prepare(EncoderOutput encoded) {
    NDArray values = encoded.states().transpose(1, 0, 2);
    NDArray keys = ops.linear(values, key.getArray(), null);
    return AttentionMemory.of(ops, encoded, keys, values);
  }

  @Override
  public ContextStep step(Memory memory, ContextState state, NDArray queryState) {
    AttentionMemory source = (AttentionMemory) memory;
    NDArray asked = ops.linear(queryState, query.getArray(), null);
    return source.attend(scores(asked.expandDims(1), source.keys()).expandDims(1)).toStep();
  }

  @Override
  public Optional<NDArray> contexts(Memory memory, NDArray queries) {
    AttentionMemory source = (AttentionMemory) memory;
    NDArray asked = ops.linear(queries.transpose(1, 0, 2), query.getArray(), null);
    NDArray scores = scores(asked.expandDims(2), source.keys().expandDims(1));
    return Optional.of(source.attend(scores).contexts().transpose(1, 0, 2));
  }

  /** {@code [.., 1, K]} and {@code [.., S, K]} to {@code [.., S]}. */
  private NDArray scores(NDArray asked, NDArray keys) {
    NDArray hidden = Activation.tanh(keys.add(asked));
    // One column: rounding so large an array for so small a product would cost more than it saves.
    return Linear.linear(hidden, energy.getArray()).singletonOrThrow().squeeze(-1);
  }
}
