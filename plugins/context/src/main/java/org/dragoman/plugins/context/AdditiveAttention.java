package org.dragoman.plugins.context;

import ai.djl.ndarray.NDArray;
import ai.djl.nn.Activation;
import ai.djl.nn.Parameter;
import ai.djl.nn.core.Linear;
import jakarta.inject.Inject;
import java.util.List;
import org.dragoman.spi.ContextStrategy;
import org.dragoman.spi.ContextStrategyFactory;
import org.dragoman.spi.Ops;
import org.dragoman.spi.Option;

/**
 * Additive attention, name {@value #NAME}: {@code score(q, m) = v . tanh(W_q q + W_k m)}, softmax
 * over the source, context = weighted sum of the encoder states. Bahdanau et al. 2015, "Neural
 * Machine Translation by Jointly Learning to Align and Translate" (arXiv:1409.0473). The default.
 */
public final class AdditiveAttention extends Attention {
  /** The registered name. */
  public static final String NAME = "additive";

  private final Ops ops;
  private final Parameter query;
  private final Parameter energy;

  private AdditiveAttention(Ops ops, long memorySize, long querySize, long size) {
    super(ops, memorySize, size);
    this.ops = ops;
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
      long size = config.size() == 0 ? querySize : config.size();
      return new AdditiveAttention(ops, memorySize, querySize, size);
    }
  }

  @Override
  public List<Parameter> parameters() {
    return List.of(key(), query, energy);
  }

  @Override
  NDArray scores(NDArray queries, AttentionMemory memory) {
    NDArray asked = ops.linear(queries, query.getArray(), null).expandDims(2);
    NDArray hidden = Activation.tanh(memory.keys().expandDims(1).add(asked));
    // One column: rounding so large an array for so small a product would cost more than it saves.
    return Linear.linear(hidden, energy.getArray()).singletonOrThrow().squeeze(-1);
  }
}
