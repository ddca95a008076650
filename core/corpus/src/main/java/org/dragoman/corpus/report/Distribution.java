package org.dragoman.corpus.report;

import java.util.Collections;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

/** Counts how often each whole number occurs: a histogram of lengths, for example. */
public final class Distribution {
  private final NavigableMap<Integer, Long> counts = new TreeMap<>();
  private long size;

  /** Creates an empty distribution. */
  Distribution() {}

  void add(int value) {
    counts.merge(value, 1L, Long::sum);
    size++;
  }

  /** Returns the count of each number, in the order of the numbers. */
  public NavigableMap<Integer, Long> counts() {
    return Collections.unmodifiableNavigableMap(counts);
  }

  /** Returns the number of values, the sum of all counts. */
  public long size() {
    return size;
  }

  /** Returns the sum of all values. */
  public long total() {
    long total = 0;
    for (Map.Entry<Integer, Long> entry : counts.entrySet()) {
      total += entry.getKey() * entry.getValue();
    }
    return total;
  }

  /** Returns the mean; 0 if there are no values. */
  public double mean() {
    return size == 0 ? 0 : (double) total() / size;
  }

  /** Returns the standard deviation of all values (not of a sample); 0 if there are no values. */
  public double standardDeviation() {
    double mean = mean();
    double squares = 0;
    for (Map.Entry<Integer, Long> entry : counts.entrySet()) {
      double distance = entry.getKey() - mean;
      squares += distance * distance * entry.getValue();
    }
    return size == 0 ? 0 : Math.sqrt(squares / size);
  }

  /**
   * Returns the least number such that the given share of the values is not greater; 0 if there are
   * no values.
   *
   * @param share above 0 and up to 1; 0.5 for the median
   */
  public int quantile(double share) {
    long left = (long) Math.ceil(share * size);
    for (Map.Entry<Integer, Long> entry : counts.entrySet()) {
      left -= entry.getValue();
      if (left <= 0) {
        return entry.getKey();
      }
    }
    return 0;
  }

  /** Returns the greatest value; 0 if there are no values. */
  public int max() {
    return counts.isEmpty() ? 0 : counts.lastKey();
  }
}
