package org.dragoman.evaluation;

import java.util.List;

/**
 * The counts of BLEU over some segments.
 *
 * @param correct the number of n-grams of the hypotheses, of order 1, 2, ..., that match a
 *     reference
 * @param total the number of n-grams of the hypotheses, of each order
 * @param hypothesisLength tokens in the hypotheses
 * @param referenceLength tokens in the references; each segment counts the reference closest in
 *     length to the hypothesis
 */
public record BleuCounts(
    List<Long> correct, List<Long> total, long hypothesisLength, long referenceLength) {
  private static final int LENGTHS = 2;

  /** Copies the lists. */
  public BleuCounts {
    correct = List.copyOf(correct);
    total = List.copyOf(total);
  }

  /** The number of counts for n-grams up to an order. */
  static int width(int maxOrder) {
    return LENGTHS + 2 * maxOrder;
  }

  static BleuCounts of(Statistics statistics) {
    int maxOrder = (statistics.width() - LENGTHS) / 2;
    return new BleuCounts(
        counts(statistics, LENGTHS, maxOrder),
        counts(statistics, LENGTHS + maxOrder, maxOrder),
        (long) statistics.count(0),
        (long) statistics.count(1));
  }

  private static List<Long> counts(Statistics statistics, int from, int number) {
    return java.util.stream.IntStream.range(from, from + number)
        .mapToObj(i -> (long) statistics.count(i))
        .toList();
  }

  Statistics toStatistics(int references) {
    double[] counts = new double[width(correct.size())];
    counts[0] = hypothesisLength;
    counts[1] = referenceLength;
    for (int i = 0; i < correct.size(); i++) {
      counts[LENGTHS + i] = correct.get(i);
      counts[LENGTHS + correct.size() + i] = total.get(i);
    }
    return Statistics.of(counts, references);
  }
}
