package org.dragoman.corpus.report;

import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.stream.Stream;

/** Keeps the pairs with the least and the greatest ratios of lengths, up to a number of each. */
final class Extremes {
  private record Pair(int logarithm, Example example) {}

  private final int most;
  // The head of each queue is the pair to drop first.
  private final PriorityQueue<Pair> least =
      new PriorityQueue<>(Comparator.comparingInt(Pair::logarithm).reversed());
  private final PriorityQueue<Pair> greatest =
      new PriorityQueue<>(Comparator.comparingInt(Pair::logarithm));

  Extremes(int most) {
    this.most = most;
  }

  void add(int logarithm, Excerpt excerpt) {
    Pair lowest = least.peek();
    Pair highest = greatest.peek();
    boolean isLow = lowest == null || least.size() < most || logarithm < lowest.logarithm();
    boolean isHigh = highest == null || greatest.size() < most || logarithm > highest.logarithm();
    if (isLow || isHigh) {
      Pair pair = new Pair(logarithm, excerpt.example());
      keep(isLow, least, pair);
      keep(isHigh, greatest, pair);
    }
  }

  private void keep(boolean isExtreme, PriorityQueue<Pair> queue, Pair pair) {
    if (isExtreme) {
      queue.add(pair);
    }
    if (queue.size() > most) {
      queue.remove();
    }
  }

  /** Returns the suspicious pairs, the most distant from the mean first. */
  List<Example> suspicious(LengthRatios ratios) {
    return Stream.concat(least.stream(), greatest.stream())
        .distinct()
        .filter(pair -> ratios.isSuspicious(pair.logarithm()))
        .sorted(
            Comparator.comparingDouble((Pair pair) -> -ratios.distanceOf(pair.logarithm()))
                .thenComparingLong(pair -> pair.example().line()))
        .limit(most)
        .map(Pair::example)
        .toList();
  }
}
