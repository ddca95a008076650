package org.dragoman.plugins.context;

import ai.djl.ndarray.NDArray;
import jakarta.inject.Inject;
import org.dragoman.spi.ContextStrategy;
import org.dragoman.spi.EncoderOutput;
import org.dragoman.spi.Ops;

/**
 * Makes the mean of the encoder's states, name {@value #NAME}: {@code c = sum_s m_s / S}, the same
 * at every step, over a sentence's real positions only. Nematus starts its decoder from this mean
 * (Sennrich et al. 2017, arXiv:1703.04357).
 *
 * <p>Take it where the words matter and their order does not, or as a baseline.
 */
public final class MeanContextFactory extends ContextFactory<NoOptions> {
  /** The registered name. */
  public static final String NAME = "mean";

  @Inject
  MeanContextFactory(Ops ops) {
    super(ops, NoOptions.class);
  }

  @Override
  public ContextStrategy create(NoOptions config, long memorySize, long querySize) {
    return new FixedContext(ops(), memorySize, MeanContextFactory::mean);
  }

  /** {@code [B, M]}. */
  private static NDArray mean(EncoderOutput encoded) {
    // The states are zero past a sentence's end.
    NDArray sum = encoded.states().sum(new int[] {0});
    return sum.div(Masks.real(encoded).sum(new int[] {0}).expandDims(1));
  }
}
