package org.dragoman.evaluation;

import java.util.Arrays;

/**
 * All that BLEU needs to know of some segments: an immutable value. The statistics of a corpus are
 * the sum of those of its segments, in whatever order and grouping they are added.
 */
public final class BleuStatistics {

  /** {@link #references()} of segments that do not all have the same number of them. */
  public static final int VARYING = -1;

  private final long[] correct;
  private final long[] total;
  private final long hypothesisLength;
  private final long referenceLength;
  private final int references;

  BleuStatistics(
      long[] correct, long[] total, long hypothesisLength, long referenceLength, int references) {
    this.correct = correct;
    this.total = total;
    this.hypothesisLength = hypothesisLength;
    this.referenceLength = referenceLength;
    this.references = references;
  }

  /** The statistics of no segment: what a sum starts from. */
  public static BleuStatistics zero(int maxOrder) {
    return new BleuStatistics(new long[maxOrder], new long[maxOrder], 0, 0, 0);
  }

  /** The longest n-grams that were counted. */
  public int maxOrder() {
    return correct.length;
  }

  /** How many n-grams of the hypotheses, of an order in 1..maxOrder, are in a reference too. */
  public long correct(int order) {
    return correct[order - 1];
  }

  /** How many n-grams of an order in 1..maxOrder the hypotheses have. */
  public long total(int order) {
    return total[order - 1];
  }

  /** Tokens in the hypotheses. */
  public long hypothesisLength() {
    return hypothesisLength;
  }

  /** Tokens in the references: of each segment's, the one closest in length to the hypothesis. */
  public long referenceLength() {
    return referenceLength;
  }

  /** References per segment: 0 if there is no segment yet, {@link #VARYING} if they differ. */
  public int references() {
    return references;
  }

  /**
   * The statistics of these segments and those.
   *
   * @throws IllegalArgumentException if the two were counted up to different orders
   */
  public BleuStatistics plus(BleuStatistics other) {
    if (maxOrder() != other.maxOrder()) {
      throw new IllegalArgumentException(
          "Statistics of n-grams up to order %d cannot be added to those up to order %d"
              .formatted(other.maxOrder(), maxOrder()));
    }
    return new BleuStatistics(
        sum(correct, other.correct),
        sum(total, other.total),
        hypothesisLength + other.hypothesisLength,
        referenceLength + other.referenceLength,
        commonReferences(references, other.references));
  }

  private static long[] sum(long[] left, long[] right) {
    long[] sum = left.clone();
    for (int i = 0; i < sum.length; i++) {
      sum[i] += right[i];
    }
    return sum;
  }

  private static int commonReferences(int left, int right) {
    if (left == 0) {
      return right;
    }
    return right == 0 || left == right ? left : VARYING;
  }

  @Override
  public boolean equals(Object object) {
    return object instanceof BleuStatistics other
        && Arrays.equals(correct, other.correct)
        && Arrays.equals(total, other.total)
        && hypothesisLength == other.hypothesisLength
        && referenceLength == other.referenceLength
        && references == other.references;
  }

  @Override
  public int hashCode() {
    return 31 * Arrays.hashCode(correct) + Long.hashCode(hypothesisLength);
  }

  @Override
  public String toString() {
    return "correct %s, total %s, hypothesis length %d, reference length %d, references %d"
        .formatted(
            Arrays.toString(correct),
            Arrays.toString(total),
            hypothesisLength,
            referenceLength,
            references);
  }
}
