package org.dragoman.plugins.context;

import jakarta.inject.Inject;
import org.dragoman.spi.ContextStrategy;
import org.dragoman.spi.Ops;
import org.dragoman.spi.Option;

/**
 * Makes location-aware attention, name {@value #NAME}: {@code score(q, m_s) = v . tanh(W_q q + W_k
 * m_s + U f_s + b)}, where {@code f = F * a} is a convolution of the last step's weights along the
 * source; softmax over the source, context = weighted sum of the encoder states. Before the first
 * step the weights are 0. Chorowski et al. 2015, "Attention-Based Models for Speech Recognition"
 * (arXiv:1506.07503), the hybrid of content and location.
 *
 * <p>Take it where the alignment moves on steadily, so that the last position predicts the next:
 * speech, transliteration, characters. It distinguishes positions with similar content. It runs
 * step by step, so training is slower than with {@code additive}.
 */
public final class LocationAttentionFactory
    extends ContextFactory<LocationAttentionFactory.Config> {
  /** The registered name. */
  public static final String NAME = "location";

  /**
   * Configuration of {@code location}.
   *
   * @param size units of the hidden layer; 0 for the width of the query
   * @param filters features of the last weights
   * @param width positions that a filter spans, odd
   */
  public record Config(
      @Option(
              value = "Units of the hidden layer; 0: as many as the decoder has.",
              defaultValue = "0")
          int size,
      @Option(value = "Filters over the last step's weights.", defaultValue = "10") int filters,
      @Option(value = "Positions that a filter spans, an odd number.", defaultValue = "5")
          int width) {
    /** Checks all. */
    public Config {
      HiddenLayerConfig.requireSize(size);
      if (filters < 1) {
        throw new IllegalArgumentException("filters must be at least 1, got " + filters);
      }
      if (width < 1 || width % 2 == 0) {
        throw new IllegalArgumentException("width must be odd and at least 1, got " + width);
      }
    }
  }

  @Inject
  LocationAttentionFactory(Ops ops) {
    super(ops, Config.class);
  }

  @Override
  public ContextStrategy create(Config config, long memorySize, long querySize) {
    long size = HiddenLayerConfig.units(config.size(), querySize);
    return new LocationAttention(
        ops(), memorySize, querySize, size, config.filters(), config.width());
  }
}
