package org.dragoman.plugins.context;

import org.dragoman.spi.Ops;

/** The score functions of attention, by name. */
public enum ScoreFunction {
  /** {@code q . m}. */
  DOT,
  /** {@code q . m / sqrt(Q)}. */
  SCALED_DOT,
  /** {@code q . (W m)}. */
  GENERAL,
  /** {@code v . tanh(W_q q + W_k m)}. */
  ADDITIVE,
  /** {@code g v / |v| . tanh(W_q q + W_k m + b)}. */
  NORMED_ADDITIVE;

  /**
   * Creates the score function for encoder states and queries of these widths; a hidden layer is as
   * wide as the query.
   *
   * @throws IllegalArgumentException for a product of vectors of different widths
   */
  Score create(Ops ops, long memorySize, long querySize) {
    return switch (this) {
      case DOT -> ProductScore.dot(ops, memorySize, querySize);
      case SCALED_DOT -> ProductScore.scaledDot(ops, memorySize, querySize);
      case GENERAL -> ProductScore.general(ops, memorySize, querySize);
      case ADDITIVE -> AdditiveScore.plain(ops, memorySize, querySize, querySize);
      case NORMED_ADDITIVE -> AdditiveScore.normed(ops, memorySize, querySize, querySize);
    };
  }
}
