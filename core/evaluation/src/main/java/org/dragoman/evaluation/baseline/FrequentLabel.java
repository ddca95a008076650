package org.dragoman.evaluation.baseline;

import java.util.HashMap;
import java.util.Map;

/**
 * Gives each token the label that it had most often, and an unknown token the most frequent label
 * of all. Of equally frequent labels it takes the first by its name. Not thread-safe.
 */
public final class FrequentLabel {
  private final Map<String, Map<String, Integer>> tokens = new HashMap<>();
  private final Map<String, Integer> all = new HashMap<>();

  /** Learns the label of a token. */
  public void add(String token, String label) {
    tokens.computeIfAbsent(token, unknown -> new HashMap<>()).merge(label, 1, Integer::sum);
    all.merge(label, 1, Integer::sum);
  }

  /**
   * Returns the label of a token.
   *
   * @throws IllegalStateException before a token was learned
   */
  public String label(String token) {
    return tokens.getOrDefault(token, all).entrySet().stream()
        .min(
            Map.Entry.<String, Integer>comparingByValue()
                .reversed()
                .thenComparing(Map.Entry.comparingByKey()))
        .orElseThrow(() -> new IllegalStateException("nothing was learned"))
        .getKey();
  }
}
