package org.dragoman.corpus.report;

import java.util.ArrayList;
import java.util.List;

/**
 * The pairs that are suspicious for one reason.
 *
 * @param pairs the number of pairs
 * @param examples some of them: the first ones, or those that are most suspicious
 */
public record Found(long pairs, List<Example> examples) {

  /** Counts pairs one by one, and keeps the first ones as examples. */
  static final class Counter {
    private final int most;
    private final List<Example> examples = new ArrayList<>();
    private long pairs;

    /**
     * Creates a counter.
     *
     * @param most the greatest number of examples
     */
    Counter(int most) {
      this.most = most;
    }

    void add(Excerpt excerpt) {
      pairs++;
      if (examples.size() < most) {
        examples.add(excerpt.example());
      }
    }

    Found found() {
      return new Found(pairs, List.copyOf(examples));
    }
  }
}
