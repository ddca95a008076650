package org.dragoman.plugins.context;

import jakarta.inject.Inject;
import org.dragoman.spi.ContextStrategy;
import org.dragoman.spi.Ops;

/**
 * Makes bilinear attention, name {@value #NAME}: {@code score(q, m) = q . (W m)}, softmax over the
 * source, context = weighted sum of the encoder states. Luong et al. 2015, "Effective Approaches to
 * Attention-based Neural Machine Translation" (arXiv:1508.04025).
 *
 * <p>Take it where speed counts: the scores of all steps are one batched product, and {@code W m}
 * is computed once a batch.
 */
public final class GeneralAttentionFactory extends ContextFactory<NoOptions> {
  /** The registered name. */
  public static final String NAME = "general";

  @Inject
  GeneralAttentionFactory(Ops ops) {
    super(ops, NoOptions.class);
  }

  @Override
  public ContextStrategy create(NoOptions config, long memorySize, long querySize) {
    return Attention.softmax(ops(), memorySize, ProductScore.general(ops(), memorySize, querySize));
  }
}
