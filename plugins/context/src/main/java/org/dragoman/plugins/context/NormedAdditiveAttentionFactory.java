package org.dragoman.plugins.context;

import jakarta.inject.Inject;
import org.dragoman.spi.ContextStrategy;
import org.dragoman.spi.Ops;

/**
 * Makes additive attention with a normed energy, name {@value #NAME}: {@code score(q, m) = g v /
 * |v| . tanh(W_q q + W_k m + b)}, softmax over the source, context = weighted sum of the encoder
 * states. The weight normalisation of Salimans and Kingma 2016 (arXiv:1602.07868) in the attention
 * of Bahdanau et al. 2015, as used by Raffel et al. 2017, "Online and Linear-Time Attention by
 * Enforcing Monotonic Alignments" (arXiv:1704.00784); it is TensorFlow's {@code BahdanauAttention}
 * with {@code normalize}. The initial value of the gain g is one over the square root of the number
 * of units, that of the bias b is 0.
 *
 * <p>Take it in place of {@code additive} where that learns slowly or not at all: the sharpness of
 * the alignment is one number, learned apart from the direction of v.
 */
public final class NormedAdditiveAttentionFactory extends ContextFactory<HiddenLayerConfig> {
  /** The registered name. */
  public static final String NAME = "normed-additive";

  @Inject
  NormedAdditiveAttentionFactory(Ops ops) {
    super(ops, HiddenLayerConfig.class);
  }

  @Override
  public ContextStrategy create(HiddenLayerConfig config, long memorySize, long querySize) {
    return Attention.softmax(
        ops(),
        memorySize,
        AdditiveScore.normed(ops(), memorySize, querySize, config.units(querySize)));
  }
}
