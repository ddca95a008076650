package org.dragoman.plugins.search;

import java.util.ArrayList;
import java.util.List;
import org.dragoman.spi.Hypothesis;

/** The best hypotheses of a sentence; among equal ones the one found earlier ranks first. */
final class NBest {
  private final int capacity;
  private final List<Hypothesis> best = new ArrayList<>();

  NBest(int capacity) {
    this.capacity = capacity;
  }

  /** Returns the greatest number of hypotheses to keep. */
  int capacity() {
    return capacity;
  }

  void offer(Hypothesis hypothesis) {
    int at = best.size();
    while (at > 0 && hypothesis.score() > best.get(at - 1).score()) {
      at--;
    }
    best.add(at, hypothesis);
    if (best.size() > capacity) {
      best.remove(capacity);
    }
  }

  /** Returns whether a hypothesis with this score would not enter the list. */
  boolean isOutOfReachOf(double score) {
    return best.size() == capacity && score <= best.get(capacity - 1).score();
  }

  /** The hypotheses, best first. */
  List<Hypothesis> toList() {
    return List.copyOf(best);
  }
}
