package org.dragoman.plugins.context;

import jakarta.inject.Inject;
import org.dragoman.spi.ContextStrategy;
import org.dragoman.spi.Ops;

/**
 * Makes additive attention, name {@value #NAME}: {@code score(q, m) = v . tanh(W_q q + W_k m)},
 * softmax over the source, context = weighted sum of the encoder states. Bahdanau et al. 2015,
 * "Neural Machine Translation by Jointly Learning to Align and Translate" (arXiv:1409.0473). The
 * default.
 *
 * <p>Take it unless you have a reason for another. {@code W_k m} is computed once per batch; a step
 * costs one hyperbolic tangent for each position and unit.
 */
public final class AdditiveAttentionFactory extends ContextFactory<HiddenLayerConfig> {
  /** The registered name. */
  public static final String NAME = "additive";

  @Inject
  AdditiveAttentionFactory(Ops ops) {
    super(ops, HiddenLayerConfig.class);
  }

  @Override
  public ContextStrategy create(HiddenLayerConfig config, long memorySize, long querySize) {
    return Attention.softmax(
        ops(),
        memorySize,
        AdditiveScore.plain(ops(), memorySize, querySize, config.units(querySize)));
  }
}
