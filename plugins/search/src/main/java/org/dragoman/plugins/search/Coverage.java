package org.dragoman.plugins.search;

/** The sum of the attention that each source position has got from an output so far. */
final class Coverage {
  /** The coverage before the first step. */
  static final Coverage NONE = new Coverage(new double[0]);

  /**
   * The least coverage of a position in the penalty; the logarithm of zero would outweigh
   * everything.
   */
  private static final double LEAST = 1e-6;

  private final double[] sums;

  private Coverage(double[] sums) {
    this.sums = sums;
  }

  /**
   * Returns the coverage after one more step.
   *
   * @param row the output's row in the step
   * @param sourceLength the number of positions that count, from the first; the end mark and
   *     padding do not count
   */
  Coverage plus(AttentionWeights weights, int row, int sourceLength) {
    double[] next = new double[Math.min(sourceLength, weights.positions())];
    for (int i = 0; i < next.length; i++) {
      next[i] = weights.weight(row, i) + (i < sums.length ? sums[i] : 0);
    }
    return new Coverage(next);
  }

  /**
   * The sum of {@code log(min(sum_t a_ts, 1))} over the source positions s, at most 0 (Wu et al.
   * 2016, arXiv 1609.08144, section 7).
   */
  double penalty() {
    double total = 0;
    for (double sum : sums) {
      total += Math.log(Math.min(Math.max(sum, LEAST), 1));
    }
    return total;
  }
}
