package org.dragoman.plugins.context;

import jakarta.inject.Inject;
import org.dragoman.spi.ContextStrategy;
import org.dragoman.spi.Ops;
import org.dragoman.spi.Option;

/**
 * Makes attention with coverage, name {@value #NAME}: {@code score(q, m_s) = v . tanh(W_q q + W_k
 * m_s + w_c c_s + b)} with the coverage {@code c_s}, the sum of the weights of s in all steps
 * before; softmax over the source, context = weighted sum of the encoder states. Each step adds
 * {@code lambda sum_s min(a_s, c_s)} to the loss, so attending twice to one position costs. See et
 * al. 2017, "Get To The Point: Summarization with Pointer-Generator Networks" (arXiv:1704.04368);
 * the coverage of Tu et al. 2016 (arXiv:1601.04811) in its simplest form.
 *
 * <p>Take it where outputs repeat themselves or leave out parts of the source. It runs step by
 * step, so training is slower than with {@code additive}.
 */
public final class CoverageAttentionFactory
    extends ContextFactory<CoverageAttentionFactory.Config> {
  /** The registered name. */
  public static final String NAME = "coverage";

  /**
   * Configuration of {@code coverage}.
   *
   * @param size units of the hidden layer; 0 for the width of the query
   * @param lossWeight the factor of the coverage loss, lambda
   */
  public record Config(
      @Option(
              value = "Units of the hidden layer; 0: as many as the decoder has.",
              defaultValue = "0")
          int size,
      @Option(value = "Factor of the coverage loss; 0: none.", defaultValue = "1")
          double lossWeight) {
    /** Checks both. */
    public Config {
      HiddenLayerConfig.requireSize(size);
      if (!(lossWeight >= 0 && Double.isFinite(lossWeight))) {
        throw new IllegalArgumentException("loss-weight must be 0 or more, got " + lossWeight);
      }
    }
  }

  @Inject
  CoverageAttentionFactory(Ops ops) {
    super(ops, Config.class);
  }

  @Override
  public ContextStrategy create(Config config, long memorySize, long querySize) {
    long size = HiddenLayerConfig.units(config.size(), querySize);
    return new CoverageAttention(ops(), memorySize, querySize, size, config.lossWeight());
  }
}
