package org.dragoman.plugins.search;

/**
 * What outputs that have ended are ranked by.
 *
 * @param normalization how totals of different lengths are compared
 * @param alpha the strength of the normalization, at least 0
 * @param beta the weight of the coverage penalty, at least 0
 */
record Scoring(LengthNormalization normalization, double alpha, double beta) {
  /**
   * The score of an output.
   *
   * @param total its log-probability with the penalties of the search
   * @param length its tokens, and its end mark where it has one
   */
  double score(double total, long length, Coverage coverage) {
    double normalized = total / normalization.divisor(length, alpha);
    return beta == 0 ? normalized : normalized + beta * coverage.penalty();
  }

  /**
   * What no output can exceed that begins with a prefix of this total. The total can only fall as
   * the prefix grows, nothing is divided by more than an output of the greatest length and its end
   * mark, and a coverage penalty is at most 0. It is reached where the rest is certain and all is
   * covered.
   */
  double bound(double total, int maxLength) {
    return total / normalization.divisor(maxLength + 1L, alpha);
  }
}
