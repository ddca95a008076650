package org.dragoman.evaluation;

import java.util.Arrays;

/**
 * The counts from which a metric computes the score of some segments: an immutable vector. The
 * statistics of a corpus are the sum of those of its segments, in any order and grouping;
 * resampling and scoring in pieces depend on this. Counts are exact up to 2^53.
 */
public final class Statistics {

  /** {@link #references()} of segments that do not all have the same number of them. */
  public static final int VARYING = -1;

  private final double[] counts;
  private final int references;

  private Statistics(double[] counts, int references) {
    this.counts = counts;
    this.references = references;
  }

  /**
   * Creates statistics from counts that the caller added up, for example of segments drawn at
   * random.
   *
   * @param counts in the order in which the metric reads them; the array is not copied
   * @param references per segment, as in {@link #references}
   */
  public static Statistics of(double[] counts, int references) {
    return new Statistics(counts, references);
  }

  /** Creates the statistics of no segments: where a sum starts. */
  static Statistics zero(int width) {
    return new Statistics(new double[width], 0);
  }

  /** The number of counts. */
  public int width() {
    return counts.length;
  }

  /** Returns a count by its index, from 0. */
  public double count(int index) {
    return counts[index];
  }

  /**
   * Returns the number of references per segment: 0 if there is no segment yet, {@link #VARYING} if
   * segments differ.
   */
  public int references() {
    return references;
  }

  /**
   * Adds the statistics of other segments.
   *
   * @throws IllegalArgumentException if they are not of the same metric
   */
  public Statistics plus(Statistics other) {
    if (width() != other.width()) {
      throw new IllegalArgumentException(
          "Statistics of %d counts cannot be added to those of %d; they are of different metrics"
              .formatted(other.width(), width()));
    }
    double[] sum = counts.clone();
    for (int i = 0; i < sum.length; i++) {
      sum[i] += other.counts[i];
    }
    return new Statistics(sum, commonReferences(references, other.references));
  }

  private static int commonReferences(int left, int right) {
    if (left == 0) {
      return right;
    }
    return right == 0 || left == right ? left : VARYING;
  }

  @Override
  public boolean equals(Object object) {
    return object instanceof Statistics other
        && Arrays.equals(counts, other.counts)
        && references == other.references;
  }

  @Override
  public int hashCode() {
    return 31 * Arrays.hashCode(counts) + references;
  }

  @Override
  public String toString() {
    return Arrays.toString(counts) + " of " + references + " references a segment";
  }
}
