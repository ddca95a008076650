package org.dragoman.plugins.search;

import org.dragoman.spi.Option;

/**
 * The configuration of {@link SamplingSearch}.
 *
 * @param temperature what log-probabilities are divided by, greater than 0; 1 is the model's own
 * @param topK from how many of the most probable tokens is drawn; 0 for all
 * @param topP from the fewest most probable tokens is drawn whose probabilities sum to this,
 *     greater than 0 and at most 1; 1 for all
 * @param seed makes the draws
 */
public record SamplingConfig(
    @Option(
            value =
                "What log-probabilities are divided by before a token is drawn: below 1 the"
                    + " probable become more probable, above 1 less.",
            defaultValue = "1.0")
        double temperature,
    @Option(
            value = "A token is drawn from so many of the most probable; 0 is all.",
            defaultValue = "0")
        int topK,
    @Option(
            value =
                "A token is drawn from the fewest of the most probable whose probabilities sum to"
                    + " this; 1 is all.",
            defaultValue = "1.0")
        double topP,
    @Option(value = "Makes the draws, with the number of the sentence.", defaultValue = "1")
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
