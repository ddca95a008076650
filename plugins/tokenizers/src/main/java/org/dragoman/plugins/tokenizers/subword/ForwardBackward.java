package org.dragoman.plugins.tokenizers.subword;

/**
 * Sums over all paths through a lattice. The probability of a path is the product of those of its
 * pieces. All computation is in logarithms, so that long tokens do not underflow.
 */
final class ForwardBackward {
  private ForwardBackward() {}

  /**
   * Computes for each unit the log of the summed probability of all paths from it to the end; 0
   * after the last.
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
   * Adds the expected number of uses of each piece for a token.
   *
   * @param weight the number of occurrences of the token
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

  /** Computes the log of a sum, from the logs of the numbers, one after the other. */
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
