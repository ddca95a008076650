package org.dragoman.plugins.context;

import jakarta.inject.Inject;
import org.dragoman.spi.ContextStrategy;
import org.dragoman.spi.ContextStrategyFactory;
import org.dragoman.spi.Ops;
import org.dragoman.spi.Option;

/**
 * Makes additive attention, name {@value #NAME}: {@code score(q, m) = v . tanh(W_q q + W_k m)},
 * softmax over the source, context = weighted sum of the encoder states. Bahdanau et al. 2015,
 * "Neural Machine Translation by Jointly Learning to Align and Translate" (arXiv:1409.0473). The
 * default.
 *
 * <p>Take it where nothing speaks against it. {@code W_k m} is computed once a batch; what a step
 * costs is the hyperbolic tangents, one for each position and unit.
 */
public final class AdditiveAttentionFactory
    implements ContextStrategyFactory<AdditiveAttentionFactory.Config> {
  /** The registered name. */
  public static final String NAME = "additive";

  private final Ops ops;

  /**
   * Configuration of {@code additive}.
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

    private long units(long querySize) {
      return size == 0 ? querySize : size;
    }
  }

  @Inject
  AdditiveAttentionFactory(Ops ops) {
    this.ops = ops;
  }

  @Override
  public Class<Config> configType() {
    return Config.class;
  }

  @Override
  public ContextStrategy create(Config config, long memorySize, long querySize) {
    return Attention.softmax(
        ops, memorySize, AdditiveScore.plain(ops, memorySize, querySize, config.units(querySize)));
  }
}
