package org.dragoman.plugins.context;

import jakarta.inject.Inject;
import org.dragoman.spi.ContextStrategy;
import org.dragoman.spi.Ops;

/**
 * Makes dot-product attention, name {@value #NAME}: {@code score(q, m) = q . m}, softmax over the
 * source, context = weighted sum of the encoder states. Luong et al. 2015, "Effective Approaches to
 * Attention-based Neural Machine Translation" (arXiv:1508.04025).
 *
 * <p>Take it where the model must be small: it has no weights. The decoder state must be as wide as
 * an encoder state.
 */
public final class DotAttentionFactory extends ContextFactory<NoOptions> {
  /** The registered name. */
  public static final String NAME = "dot";

  @Inject
  DotAttentionFactory(Ops ops) {
    super(ops, NoOptions.class);
  }

  @Override
  public ContextStrategy create(NoOptions config, long memorySize, long querySize) {
    return Attention.softmax(ops(), memorySize, ProductScore.dot(ops(), memorySize, querySize));
  }
}
