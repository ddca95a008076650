package org.dragoman.plugins.context;

import jakarta.inject.Inject;
import org.dragoman.spi.ContextStrategy;
import org.dragoman.spi.Ops;

/**
 * Makes scaled dot-product attention, name {@value #NAME}: {@code score(q, m) = q . m / sqrt(Q)}
 * with the width Q of both, softmax over the source, context = weighted sum of the encoder states.
 * Vaswani et al. 2017, "Attention Is All You Need" (arXiv:1706.03762).
 *
 * <p>Take it in place of {@code dot} where states are wide: the scores' variance does not grow with
 * the width, so that the softmax does not begin saturated.
 */
public final class ScaledDotAttentionFactory extends ContextFactory<NoOptions> {
  /** The registered name. */
  public static final String NAME = "scaled-dot";

  @Inject
  ScaledDotAttentionFactory(Ops ops) {
    super(ops, NoOptions.class);
  }

  @Override
  public ContextStrategy create(NoOptions config, long memorySize, long querySize) {
    return Attention.softmax(
        ops(), memorySize, ProductScore.scaledDot(ops(), memorySize, querySize));
  }
}
