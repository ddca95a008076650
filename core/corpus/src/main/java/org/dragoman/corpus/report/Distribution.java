package org.dragoman.corpus.report;

import java.util.Collections;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

/** How often each of some whole numbers occurs. */
public final class Distribution {
  private final NavigableMap<Integer, Long> counts = new TreeMap<>();
  private long size;

  /** Nothing yet. */
  Distribution() {}

  void add(int value) {
    counts.merge(value, 1L, Long::sum);
    size++;
  }

  /** The numbers, the least first, each with how often it occurs. */
  public NavigableMap<Integer, Long> counts() {
    return Collections.unmodifiableNavigableMap(counts);
  }

  /** How many numbers there are, each as often as it occurs. */
  public long size() {
    return size;
  }

  /** Their sum. */
  public long total() {
    long total = 0;
    for (Map.Entry<Integer, Long> entry : counts.entrySet()) {
      total += entry.getKey() * entry.getValue();
    }
    return total;
  }

  /** Their mean; 0 of nothing. */
  public double mean() {
    return size == 0 ? 0 : (double) total() / size;
  }

  /** How far they are from the mean, as a standard deviation of all of them; 0 of nothing. */
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
   * The least number that a share of them does not exceed; 0 of nothing.
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

  /** The greatest; 0 of nothing. */
  public int max() {
    return counts.isEmpty() ? 0 : counts.lastKey();
  }
}
