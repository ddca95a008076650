package org.dragoman.plugins.search;

import org.dragoman.spi.Option;

/**
 * The configuration of {@link SamplingSearch}.
 *
 * @param temperature the divisor of log-probabilities, greater than 0; 1 leaves the model's
 *     distribution
 * @param topK the number of most probable tokens to draw from; 0 for all
 * @param topP the probability to draw from: the smallest set of most probable tokens whose sum
 *     reaches it, greater than 0 and at most 1; 1 for all
 * @param seed of the random draws
 */
public record SamplingConfig(
    @Option(
            value =
                "Divisor of log-probabilities before a token is drawn: below 1 probable tokens"
                    + " become more probable, above 1 less.",
            defaultValue = "1.0")
        double temperature,
    @Option(value = "Number of most probable tokens to draw from; 0 is all.", defaultValue = "0")
        int topK,
    @Option(
            value =
                "Draws from the smallest set of most probable tokens whose probabilities sum to"
                    + " this; 1 is all.",
            defaultValue = "1.0")
        double topP,
    @Option(
            value = "Seed of the draws, together with the number of the sentence.",
            defaultValue = "1")
        long seed) {

  /** Checks the values. */
  public SamplingConfig {
    if (!(temperature > 0 && temperature < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException(
          "temperature must be a number greater than 0, got " + temperature);
    }
    if (topK < 0) {
      throw new IllegalArgumentException("top-k must be at least 0, got " + topK);
    }
    if (!(topP > 0 && topP <= 1)) {
      throw new IllegalArgumentException("top-p must be greater than 0 and at most 1, got " + topP);
    }
  }
}
