package org.dragoman.plugins.tokenizers.subword;

/**
 * Sums over all ways through a lattice, where a way is as probable as its pieces together.
 * Everything is in logarithms, so that no token is too long.
 */
final class ForwardBackward {
  private ForwardBackward() {}

  /**
   * For each unit the log of the summed probability of all ways from it to the end; 0 behind the
   * last.
   *
   * @param alpha the power to which probabilities are raised
   */
  static double[] backward(Lattice lattice, PieceScores scores, double alpha) {
    int units = lattice.units();
    double[] backward = new double[units + 1];
    for (int begin = units - 1; begin >= 0; begin--) {
      LogSum sum = new LogSum();
      for (int edge = lattice.firstEdge(begin); edge < lattice.firstEdge(begin + 1); edge++) {
        sum.add(alpha * scores.of(lattice.piece(edge)) + backward[lattice.end(edge)]);
      }
      backward[begin] = sum.value();
    }
    return backward;
  }

  /**
   * Adds how often each piece is expected to be used for a token.
   *
   * @param weight how often the token occurs
   * @param counts by piece
   * @return the log of the token's probability
   */
  static double addExpectedCounts(
      Lattice lattice, PieceScores scores, double weight, double[] counts) {
    int units = lattice.units();
    double[] backward = backward(lattice, scores, 1);
    LogSum[] forward = new LogSum[units + 1];
    for (int unit = 0; unit <= units; unit++) {
      forward[unit] = new LogSum();
    }
    forward[0].add(0);
    for (int begin = 0; begin < units; begin++) {
      double before = forward[begin].value();
      for (int edge = lattice.firstEdge(begin); edge < lattice.firstEdge(begin + 1); edge++) {
        int end = lattice.end(edge);
        double so = before + scores.of(lattice.piece(edge));
        forward[end].add(so);
        counts[lattice.piece(edge)] += weight * Math.exp(so + backward[end] - backward[0]);
      }
    }
    return backward[0];
  }

  /** The log of a sum of numbers of which the logs are given, one after the other. */
  private static final class LogSum {
    private double greatest = Double.NEGATIVE_INFINITY;
    private double sum; // in units of the greatest

    void add(double log) {
      if (log <= greatest) {
        sum += Math.exp(log - greatest);
      } else {
        sum = sum * Math.exp(greatest - log) + 1;
        greatest = log;
      }
    }

    double value() {
      return greatest + Math.log(sum);
    }
  }
}
