package org.dragoman.translate;

/**
 * How well a model foresees given translations, each token after the reference's tokens before it.
 * Tokens are those of the bundle's own vocabulary, end marks counted on the target side.
 *
 * @param negativeLogLikelihood of all target tokens, in nats
 * @param targetTokens how many there are
 * @param correctTokens how many of them the model held for the most probable
 * @param unknownTargetTokens how many of them are not in the vocabulary
 * @param sourceTokens on the source side, without end marks
 * @param unknownSourceTokens how many of them are not in the vocabulary
 */
public record ReferenceScore(
    double negativeLogLikelihood,
    long targetTokens,
    long correctTokens,
    long unknownTargetTokens,
    long sourceTokens,
    long unknownSourceTokens) {

  /** The perplexity a token, 1 or more; not a number where there is no token. */
  public double perplexity() {
    return Math.exp(negativeLogLikelihood / targetTokens);
  }

  /** The share of target tokens held for the most probable, 0 to 1. */
  public double tokenAccuracy() {
    return (double) correctTokens / targetTokens;
  }
}
