package org.dragoman.plugins.context;

import ai.djl.ndarray.NDArray;
import jakarta.inject.Inject;
import org.dragoman.spi.ContextStrategy;
import org.dragoman.spi.EncoderOutput;
import org.dragoman.spi.Ops;

/**
 * Makes the maximum of the encoder's states, name {@value #NAME}: {@code c_i = max_s m_si}, each
 * unit by itself, the same at every step, over a sentence's real positions only. Max pooling as in
 * Collobert et al. 2011, "Natural Language Processing (Almost) from Scratch" (arXiv:1103.0398).
 *
 * <p>Take it where it matters whether something occurs, not where or how often, or as a baseline.
 */
public final class MaxContextFactory extends ContextFactory<NoOptions> {
  /** The registered name. */
  public static final String NAME = "max";

  @Inject
  MaxContextFactory(Ops ops) {
    super(ops, NoOptions.class);
  }

  @Override
  public ContextStrategy create(NoOptions config, long memorySize, long querySize) {
    return new FixedContext(ops(), memorySize, MaxContextFactory::max);
  }

  /** {@code [B, M]}. */
  private static NDArray max(EncoderOutput encoded) {
    NDArray masked = encoded.states().add(encoded.mask().expandDims(2));
    return masked.max(new int[] {0});
  }
}
