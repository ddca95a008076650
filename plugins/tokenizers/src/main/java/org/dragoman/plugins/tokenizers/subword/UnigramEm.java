package org.dragoman.plugins.tokenizers.subword;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Estimates the probabilities of pieces by expectation maximization. Each iteration computes the
 * expected number of uses of each piece over all segmentations of the text, and takes the shares of
 * these counts as probabilities. No iteration makes the text less probable.
 */
final class UnigramEm {
  // A piece that is no longer used keeps a small probability, so that no logarithm is infinite.
  private static final double LEAST_COUNT = 1e-9;

  private final long[] weights;
  private List<Lattice> lattices;
  private double[] counts;
  private PieceScores scores;

  /**
   * Creates the estimation.
   *
   * @param lattices of the different tokens
   * @param weights the number of occurrences of each
   * @param counts the initial count of each piece
   */
  UnigramEm(List<Lattice> lattices, long[] weights, double[] counts) {
    this.lattices = lattices;
    this.weights = weights;
    this.counts = counts;
    this.scores = scores(LEAST_COUNT);
  }

  /** Does one iteration; returns the text's log-probability before it. */
  double iterate() {
    double[] expected = new double[counts.length];
    double logProbability = 0;
    for (int i = 0; i < weights.length; i++) {
      logProbability +=
          weights[i]
              * ForwardBackward.addExpectedCounts(lattices.get(i), scores, weights[i], expected);
    }
    counts = expected;
    scores = scores(LEAST_COUNT);
    return logProbability;
  }

  /** Returns the expected number of uses of each piece. */
  double[] counts() {
    return counts;
  }

  /** The log-probability of each piece. */
  PieceScores scores() {
    return scores;
  }

  /**
   * Returns the log-probability of each piece, with counts of at least {@code leastCount}: a piece
   * that the text hardly uses may still be needed for an unseen word.
   */
  PieceScores scores(double leastCount) {
    double total = Arrays.stream(counts).map(count -> Math.max(count, leastCount)).sum();
    return new PieceScores(
        Arrays.stream(counts)
            .map(count -> Math.log(Math.max(count, leastCount) / total))
            .toArray());
  }

  /** Gives the pieces other numbers, or {@link PairTable#NONE} to leave them out. */
  void renumber(int[] numbers) {
    int size = (int) Arrays.stream(numbers).filter(number -> number != PairTable.NONE).count();
    double[] kept = new double[size];
    for (int piece = 0; piece < numbers.length; piece++) {
      if (numbers[piece] != PairTable.NONE) {
        kept[numbers[piece]] = counts[piece];
      }
    }
    counts = kept;
    scores = scores(LEAST_COUNT);
    lattices =
        lattices.stream().map(lattice -> lattice.renumbered(numbers)).collect(Collectors.toList());
  }
}
