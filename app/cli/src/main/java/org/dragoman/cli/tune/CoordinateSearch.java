package org.dragoman.cli.tune;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/**
 * Looks for the best values of several keys, one key after another: it begins with the first value
 * of each, tries all values of the first key, keeps the best, goes on with the next key, and begins
 * again until a round changes nothing. With one key that is every value; with several it tries
 * fewer combinations than there are, and may miss the best. No combination is tried twice. Among
 * equally good ones the one that was tried first is kept.
 */
public final class CoordinateSearch {
  private final List<TriedKey> keys;
  private final ToDoubleFunction<List<String>> score;
  private final Map<List<String>, Double> tried = new LinkedHashMap<>();

  /**
   * Creates a search.
   *
   * @param score tries a combination, a value for each key in order; greater is better
   */
  public CoordinateSearch(List<TriedKey> keys, ToDoubleFunction<List<String>> score) {
    this.keys = List.copyOf(keys);
    this.score = score;
  }

  /** Returns the best combination, a value for each key in order. */
  public List<String> best() {
    List<String> best = keys.stream().map(key -> key.values().get(0)).toList();
    while (true) {
      List<String> before = best;
      for (int k = 0; k < keys.size(); k++) {
        for (String value : keys.get(k).values()) {
          List<String> other = new ArrayList<>(best);
          other.set(k, value);
          if (of(other) > of(best)) {
            best = other;
          }
        }
      }
      if (best.equals(before)) {
        return best;
      }
    }
  }

  /** Returns how many combinations were tried. */
  public int count() {
    return tried.size();
  }

  private double of(List<String> values) {
    Double known = tried.get(values);
    if (known == null) {
      known = score.applyAsDouble(values);
      tried.put(List.copyOf(values), known);
    }
    return known;
  }
}
