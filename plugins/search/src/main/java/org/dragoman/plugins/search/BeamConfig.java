package org.dragoman.plugins.search;

import org.dragoman.spi.Option;

/**
 * The configuration of {@link BeamSearch}.
 *
 * @param size hypotheses kept for each sentence, at least 1
 * @param lengthNormalization how log-probabilities of outputs of different lengths are compared
 * @param alpha the strength of the length normalization, at least 0; 0 is none
 */
public record BeamConfig(
    @Option(value = "Hypotheses kept for each sentence.", defaultValue = "5") int size,
    @Option(
            value =
                "What a log-probability is divided by before outputs are ranked: none (nothing),"
                    + " average (length^alpha) or wu (((5 + length) / 6)^alpha).",
            defaultValue = "average")
        LengthNormalization lengthNormalization,
    @Option(value = "The strength of the length normalization; 0 is none.", defaultValue = "1.0")
        double alpha) {

  /** Checks the values. */
  public BeamConfig {
    if (size < 1) {
      throw new IllegalArgumentException("size must be at least 1, got " + size);
    }
    if (!(alpha >= 0 && alpha < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException("alpha must be a number of at least 0, got " + alpha);
    }
  }
}
