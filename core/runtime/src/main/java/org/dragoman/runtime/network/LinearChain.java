package org.dragoman.runtime.network;

import java.util.Arrays;

/**
 * A linear-chain conditional random field (Lafferty et al. 2001; over recurrent networks: Lample et
 * al. 2016, arXiv:1603.01360). A sequence of labels {@code y_1 ... y_T} has the score
 *
 * <pre>
 * s(y) = start[y_1] + sum_t e_t[y_t] + sum_t transitions[y_(t-1)][y_t] + end[y_T]
 * </pre>
 *
 * and the probability {@code exp(s(y) - log Z)}. All sums are made in log space, in double
 * precision.
 *
 * @param start {@code [L]}, the score of each label as the first
 * @param transitions {@code [L][L]}, the score of a label (column) after another (row)
 * @param end {@code [L]}, the score of each label as the last
 */
public record LinearChain(double[] start, double[][] transitions, double[] end) {

  /** Returns the number of labels, L. */
  public int labels() {
    return start.length;
  }

  /**
   * Returns the score of a sequence.
   *
   * @param emissions {@code [T][L]}, the score of each label at each token; at least one token
   */
  public double score(double[][] emissions, int[] sequence) {
    double score = start[sequence[0]] + end[sequence[sequence.length - 1]];
    for (int t = 0; t < sequence.length; t++) {
      score += emissions[t][sequence[t]];
      score += t == 0 ? 0 : transitions[sequence[t - 1]][sequence[t]];
    }
    return score;
  }

  /**
   * Returns the sequence with the greatest score (Viterbi 1967). Among equal ones it takes the
   * label with the lower number, from the last token back.
   */
  public int[] best(double[][] emissions) {
    int steps = emissions.length;
    int[][] from = new int[steps][labels()];
    double[] scores = plus(start, emissions[0]);
    for (int t = 1; t < steps; t++) {
      double[] next = new double[labels()];
      for (int label = 0; label < labels(); label++) {
        int best = 0;
        for (int before = 1; before < labels(); before++) {
          if (scores[before] + transitions[before][label]
              > scores[best] + transitions[best][label]) {
            best = before;
          }
        }
        from[t][label] = best;
        next[label] = scores[best] + transitions[best][label] + emissions[t][label];
      }
      scores = next;
    }
    int[] sequence = new int[steps];
    sequence[steps - 1] = greatest(plus(scores, end));
    for (int t = steps - 1; t > 0; t--) {
      sequence[t - 1] = from[t][sequence[t]];
    }
    return sequence;
  }

  /**
   * The distribution over all sequences, given the emissions.
   *
   * @param logPartition log Z, the logarithm of the sum over all sequences of {@code exp(s(y))}
   * @param marginals {@code [T][L]}, the probability of each label at each token
   * @param pairs {@code [L][L]}, the expected number of times that a label (column) follows another
   *     (row)
   */
  public record Distribution(double logPartition, double[][] marginals, double[][] pairs) {}

  /** Computes the distribution by the forward-backward algorithm. */
  public Distribution distribution(double[][] emissions) {
    double[][] forward = forward(emissions);
    double[][] backward = backward(emissions);
    int steps = emissions.length;
    double logPartition = logSumExp(plus(forward[steps - 1], end));
    double[][] marginals = new double[steps][labels()];
    double[][] pairs = new double[labels()][labels()];
    for (int t = 0; t < steps; t++) {
      for (int label = 0; label < labels(); label++) {
        marginals[t][label] = Math.exp(forward[t][label] + backward[t][label] - logPartition);
        for (int after = 0; t + 1 < steps && after < labels(); after++) {
          pairs[label][after] +=
              Math.exp(
                  forward[t][label]
                      + transitions[label][after]
                      + emissions[t + 1][after]
                      + backward[t + 1][after]
                      - logPartition);
        }
      }
    }
    return new Distribution(logPartition, marginals, pairs);
  }

  /** For each token and label the log-sum over all sequences that end there. */
  private double[][] forward(double[][] emissions) {
    double[][] sums = new double[emissions.length][];
    sums[0] = plus(start, emissions[0]);
    double[] terms = new double[labels()];
    for (int t = 1; t < emissions.length; t++) {
      sums[t] = new double[labels()];
      for (int label = 0; label < labels(); label++) {
        for (int before = 0; before < labels(); before++) {
          terms[before] = sums[t - 1][before] + transitions[before][label];
        }
        sums[t][label] = logSumExp(terms) + emissions[t][label];
      }
    }
    return sums;
  }

  /** For each token and label the log-sum over all ways to go on from there. */
  private double[][] backward(double[][] emissions) {
    int steps = emissions.length;
    double[][] sums = new double[steps][];
    sums[steps - 1] = end.clone();
    double[] terms = new double[labels()];
    for (int t = steps - 2; t >= 0; t--) {
      sums[t] = new double[labels()];
      for (int label = 0; label < labels(); label++) {
        for (int after = 0; after < labels(); after++) {
          terms[after] = transitions[label][after] + emissions[t + 1][after] + sums[t + 1][after];
        }
        sums[t][label] = logSumExp(terms);
      }
    }
    return sums;
  }

  private static double logSumExp(double[] terms) {
    double greatest = Arrays.stream(terms).max().orElseThrow();
    double sum = 0;
    for (double term : terms) {
      sum += Math.exp(term - greatest);
    }
    return greatest + Math.log(sum);
  }

  private static double[] plus(double[] a, double[] b) {
    double[] sum = new double[a.length];
    for (int i = 0; i < sum.length; i++) {
      sum[i] = a[i] + b[i];
    }
    return sum;
  }

  private static int greatest(double[] values) {
    int best = 0;
    for (int i = 1; i < values.length; i++) {
      best = values[i] > values[best] ? i : best;
    }
    return best;
  }
}
