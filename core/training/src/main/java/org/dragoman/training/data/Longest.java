package org.dragoman.training.data;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import org.dragoman.training.batch.Pair;

/** Keeps the longest of the pairs that it gets, by the length of both sides together. */
final class Longest {
  private final int size;
  private final PriorityQueue<Pair> shortestFirst =
      new PriorityQueue<>(Comparator.comparingInt(Longest::length));

  /** Keeps {@code size} pairs, at least 1. */
  Longest(int size) {
    this.size = size;
  }

  void add(Pair pair) {
    if (shortestFirst.size() < size) {
      shortestFirst.add(pair);
    } else if (length(pair) > length(shortestFirst.element())) {
      shortestFirst.remove();
      shortestFirst.add(pair);
    }
  }

  /** Returns the kept pairs, in no particular order. */
  List<Pair> pairs() {
    return new ArrayList<>(shortestFirst);
  }

  private static int length(Pair pair) {
    return pair.source().length + pair.target().length;
  }
}
