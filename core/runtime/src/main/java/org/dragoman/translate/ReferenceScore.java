package org.dragoman.translate;

/**
 * How well a model predicts given translations; each token is predicted after the reference's
 * tokens before it. Tokens are those of the bundle's vocabulary, including end marks on the target
 * side.
 *
 * @param negativeLogLikelihood of all target tokens, in nats
 * @param targetTokens the number of target tokens
 * @param correctTokens the number of target tokens that the model gave the greatest probability
 * @param unknownTargetTokens the number of target tokens that are not in the vocabulary
 * @param sourceTokens the number of source tokens, without end marks
 * @param unknownSourceTokens the number of source tokens that are not in the vocabulary
 */
public record ReferenceScore(
    double negativeLogLikelihood,
    long targetTokens,
    long correctTokens,
    long unknownTargetTokens,
    long sourceTokens,
    long unknownSourceTokens) {

  /** Returns the perplexity per token, 1 or more; NaN if there is no token. */
  public double perplexity() {
    return Math.exp(negativeLogLikelihood / targetTokens);
  }

  /** Returns the share of target tokens that had the greatest probability, 0 to 1. */
  public double tokenAccuracy() {
    return (double) correctTokens / targetTokens;
  }
}
