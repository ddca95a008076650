package org.dragoman.plugins.context;

import jakarta.inject.Inject;
import org.dragoman.spi.ContextStrategy;
import org.dragoman.spi.Ops;
import org.dragoman.spi.Option;

/**
 * Makes sparse attention, name {@value #NAME}: the weights are the point of the simplex that is
 * nearest to the scores, {@code a = argmin_p |p - e|^2}, which is {@code a_s = max(e_s - tau, 0)}
 * with tau such that they sum to one; context = weighted sum of the encoder states. Martins and
 * Astudillo 2016, "From Softmax to Sparsemax" (arXiv:1602.02068).
 *
 * <p>Take it where alignments are to be read: most weights are exactly 0. A position without weight
 * gets no gradient through its score, so that it may learn more slowly than softmax.
 */
public final class SparsemaxAttentionFactory
    extends ContextFactory<SparsemaxAttentionFactory.Config> {
  /** The registered name. */
  public static final String NAME = "sparsemax";

  /**
   * Configuration of {@code sparsemax}.
   *
   * @param score compares queries with encoder states
   */
  public record Config(
      @Option(value = "How a query is compared with an encoder state.", defaultValue = "general")
          ScoreFunction score) {}

  @Inject
  SparsemaxAttentionFactory(Ops ops) {
    super(ops, Config.class);
  }

  @Override
  public ContextStrategy create(Config config, long memorySize, long querySize) {
    Score score = config.score().create(ops(), memorySize, querySize);
    return new Attention(ops(), memorySize, score, Normalizer::sparsemax);
  }
}
