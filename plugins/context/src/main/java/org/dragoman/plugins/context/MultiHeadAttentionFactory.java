package org.dragoman.plugins.context;

import jakarta.inject.Inject;
import org.dragoman.spi.ContextStrategy;
import org.dragoman.spi.Ops;
import org.dragoman.spi.Option;

/**
 * Makes attention of several heads, name {@value #NAME}: each head j compares its own projections,
 * {@code a_j = softmax(W_jq q . W_jk m_s / sqrt(d))}, and the context is {@code W_o [h_1; ...;
 * h_n]} of the heads' sums {@code h_j = sum_s a_js W_jv m_s}. Vaswani et al. 2017, "Attention Is
 * All You Need" (arXiv:1706.03762). Projections have no bias. The attention weights that it returns
 * are the mean over the heads.
 *
 * <p>Take it where a word depends on several places of the source at once, and memory allows it: it
 * has the most weights of all.
 */
public final class MultiHeadAttentionFactory
    extends ContextFactory<MultiHeadAttentionFactory.Config> {
  /** The registered name. */
  public static final String NAME = "multi-head";

  /**
   * Configuration of {@code multi-head}.
   *
   * @param heads the number of heads
   * @param size units of all heads together; 0 for the width of the query
   */
  public record Config(
      @Option(value = "The number of heads.", defaultValue = "8") int heads,
      @Option(
              value =
                  "Units of all heads together, a multiple of their number; 0: as many as the"
                      + " decoder has.",
              defaultValue = "0")
          int size) {
    /** Checks both. */
    public Config {
      if (heads < 1) {
        throw new IllegalArgumentException("heads must be at least 1, got " + heads);
      }
      if (size < 0 || size % heads != 0) {
        throw new IllegalArgumentException(
            "size must be 0 or a multiple of heads, which is " + heads + ", got " + size);
      }
    }
  }

  @Inject
  MultiHeadAttentionFactory(Ops ops) {
    super(ops, Config.class);
  }

  @Override
  public ContextStrategy create(Config config, long memorySize, long querySize) {
    if (config.size() == 0 && querySize % config.heads() != 0) {
      throw new IllegalArgumentException(
          ("'multi-head' parts the decoder's %d units among %d heads, which leaves a rest. Give a"
                  + " number of heads that divides %d, or a size that is a multiple of %d.")
              .formatted(querySize, config.heads(), querySize, config.heads()));
    }
    long size = HiddenLayerConfig.units(config.size(), querySize);
    return new MultiHeadAttention(ops(), memorySize, querySize, size, config.heads());
  }
}
