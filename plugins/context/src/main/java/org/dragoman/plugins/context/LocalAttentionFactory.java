package org.dragoman.plugins.context;

import jakarta.inject.Inject;
import org.dragoman.spi.ContextStrategy;
import org.dragoman.spi.Ops;
import org.dragoman.spi.Option;

/**
 * Makes local attention, name {@value #NAME}: at each step only the positions within a window of D
 * to either side of a place p count; context = weighted sum of the encoder states. Luong et al.
 * 2015, "Effective Approaches to Attention-based Neural Machine Translation" (arXiv:1508.04025).
 * Positions are counted from 1, and S is each sentence's own length.
 *
 * <ul>
 *   <li>monotonic: {@code p = min(t, S)} at step t, and a softmax over the window. (The paper
 *       leaves open what becomes of steps past the sentence's end; here the window stays at the
 *       end.)
 *   <li>predictive: {@code p = S sigmoid(v_p . tanh(W_p q))}, and a softmax over the window times
 *       {@code exp(-(s - p)^2 / (2 sigma^2))} with {@code sigma = D / 2}. The weights are not
 *       normed again, as in the paper: their sum is below 1.
 * </ul>
 *
 * <p>Take the monotonic form where source and target have the same order and similar lengths, as in
 * transliteration; take the predictive one where long sentences blur a global softmax.
 */
public final class LocalAttentionFactory extends ContextFactory<LocalAttentionFactory.Config> {
  /** The registered name. */
  public static final String NAME = "local";

  /** How the middle of the window is found. */
  public enum Alignment {
    /** At the number of the step. */
    MONOTONIC,
    /** Predicted by a hidden layer over the query. */
    PREDICTIVE
  }

  /**
   * Configuration of {@code local}.
   *
   * @param alignment how the middle of the window is found
   * @param window positions to either side of the middle, D
   * @param score compares queries with encoder states
   */
  public record Config(
      @Option(
              value = "The middle of the window: the step's number, or predicted from the query.",
              defaultValue = "predictive")
          Alignment alignment,
      @Option(value = "Positions of the window to either side.", defaultValue = "10") int window,
      @Option(value = "How a query is compared with an encoder state.", defaultValue = "general")
          ScoreFunction score) {
    /** Checks the window. */
    public Config {
      if (window < 1) {
        throw new IllegalArgumentException("window must be at least 1, got " + window);
      }
    }
  }

  @Inject
  LocalAttentionFactory(Ops ops) {
    super(ops, Config.class);
  }

  @Override
  public ContextStrategy create(Config config, long memorySize, long querySize) {
    Score score = config.score().create(ops(), memorySize, querySize);
    return switch (config.alignment()) {
      case MONOTONIC -> new MonotonicAttention(ops(), memorySize, score, config.window());
      case PREDICTIVE ->
          new PredictiveAttention(ops(), memorySize, querySize, score, config.window());
    };
  }
}
