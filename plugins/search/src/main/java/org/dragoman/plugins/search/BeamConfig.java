package org.dragoman.plugins.search;

import org.dragoman.spi.Option;
import org.dragoman.spi.SearchRequest;

/**
 * The configuration of {@link BeamSearch} and {@link ConstrainedSearch}.
 *
 * @param size hypotheses kept for each sentence, at least 1
 * @param lengthNormalization how log-probabilities of outputs of different lengths are compared
 * @param alpha the strength of the length normalization, at least 0; 0 is none
 * @param coveragePenalty the weight beta of the coverage penalty, at least 0; 0 is none
 * @param noRepeatNgram the length of token sequences that may not occur twice in an output; 0 for
 *     no such rule
 * @param repetitionPenalty the factor for the log-probability of a token that the output already
 *     contains, at least 1; 1 is none
 * @param earlyStopping when the search for a sentence may stop before the greatest length
 */
public record BeamConfig(
    @Option(value = "Hypotheses kept for each sentence.", defaultValue = "" + DEFAULT_SIZE)
        int size,
    @Option(
            value =
                "Divisor of log-probabilities when outputs are ranked: none (1), average"
                    + " (length^alpha) or wu (((5 + length) / 6)^alpha).",
            defaultValue = "average")
        LengthNormalization lengthNormalization,
    @Option(value = "The strength of the length normalization; 0 is none.", defaultValue = "1.0")
        double alpha,
    @Option(
            value =
                "The weight of the coverage penalty, which lowers the rank of outputs that attend"
                    + " to too little of the source; 0 is none. Needs a context with attention weights.",
            defaultValue = "0.0")
        double coveragePenalty,
    @Option(
            value = "No sequence of this many tokens occurs twice in an output; 0 is no such rule.",
            defaultValue = "0")
        int noRepeatNgram,
    @Option(
            value =
                "Factor for the log-probability of a token that the output already contains; 1 is"
                    + " none.",
            defaultValue = "1.0")
        double repetitionPenalty,
    @Option(
            value =
                "When the search stops before the greatest length: bound (no live prefix can still"
                    + " reach the n best, or as many hypotheses have ended as the beam is wide), first"
                    + " (the wanted number have ended) or never.",
            defaultValue = "bound")
        EarlyStopping earlyStopping) {

  /** The size where none is said. */
  static final int DEFAULT_SIZE = 5;

  /** Checks the values. */
  public BeamConfig {
    if (size < 1) {
      throw new IllegalArgumentException("size must be at least 1, got " + size);
    }
    Numbers.checkAtLeast(0, alpha, "alpha");
    Numbers.checkAtLeast(0, coveragePenalty, "coverage-penalty");
    if (noRepeatNgram < 0) {
      throw new IllegalArgumentException(
          "no-repeat-ngram must be at least 0, got " + noRepeatNgram);
    }
    Numbers.checkAtLeast(1, repetitionPenalty, "repetition-penalty");
  }

  /** A beam of a width and else of the defaults. */
  static BeamConfig ofSize(int size) {
    return plain(size, LengthNormalization.AVERAGE, 1.0);
  }

  /** The same of another width. */
  BeamConfig withSize(int value) {
    return new BeamConfig(
        value,
        lengthNormalization,
        alpha,
        coveragePenalty,
        noRepeatNgram,
        repetitionPenalty,
        earlyStopping);
  }

  /** Whether the model must tell how much each source position counted. */
  boolean needsAttention() {
    return coveragePenalty != 0;
  }

  /** Creates a beam without penalties that stops by the bound. */
  static BeamConfig plain(int size, LengthNormalization lengthNormalization, double alpha) {
    return new BeamConfig(size, lengthNormalization, alpha, 0, 0, 1, EarlyStopping.BOUND);
  }

  Scoring scoring() {
    return new Scoring(lengthNormalization, alpha, coveragePenalty);
  }

  /** The rules for the tokens of a sentence. */
  TokenRules rules(SearchRequest request, SearchRequest.Sentence asked) {
    return new TokenRules(asked, request.endToken(), noRepeatNgram, repetitionPenalty != 1);
  }
}
