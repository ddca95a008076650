package org.dragoman.plugins.search;

/**
 * Computes the scores by which outputs that have ended are ranked.
 *
 * @param normalization how totals of different lengths are compared
 * @param alpha the strength of the normalization, at least 0
 * @param beta the weight of the coverage penalty, at least 0
 */
record Scoring(LengthNormalization normalization, double alpha, double beta) {
  /**
   * Computes the score of an output.
   *
   * @param total its log-probability with the penalties of the search
   * @param length the number of its tokens, including the end mark if it has one
   */
  double score(double total, long length, Coverage coverage) {
    double normalized = total / normalization.divisor(length, alpha);
    return beta == 0 ? normalized : normalized + beta * coverage.penalty();
  }

  /**
   * Computes an upper bound of the scores of all outputs that begin with a prefix of this total.
   * The total can only fall as the prefix grows, the divisor is greatest for an output of the
   * greatest length with its end mark, and the coverage penalty is at most 0. The bound is reached
   * if all further tokens are certain and all positions are covered.
   */
  double bound(double total, int maxLength) {
    return total / normalization.divisor(maxLength + 1L, alpha);
  }
}
