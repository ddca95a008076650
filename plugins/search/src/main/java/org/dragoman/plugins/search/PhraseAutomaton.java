package org.dragoman.plugins.search;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * Finds phrases in a sequence as it grows (Aho and Corasick 1975). A node stands for the longest
 * end of the sequence that a phrase begins with; node 0 for none.
 */
final class PhraseAutomaton {
  private final List<Map<Integer, Integer>> children = new ArrayList<>();
  private final List<Integer> fallbacks = new ArrayList<>();
  private final List<Integer> required = new ArrayList<>();
  private final List<Boolean> banned = new ArrayList<>();
  private final Set<Integer> alphabet = new TreeSet<>();

  /**
   * An automaton.
   *
   * @param requiredPhrases at most 31
   */
  PhraseAutomaton(List<List<Integer>> requiredPhrases, List<List<Integer>> bannedPhrases) {
    addNode();
    for (int i = 0; i < requiredPhrases.size(); i++) {
      int node = add(requiredPhrases.get(i));
      required.set(node, required.get(node) | 1 << i);
    }
    bannedPhrases.forEach(phrase -> banned.set(add(phrase), true));
    link();
  }

  private int addNode() {
    children.add(new HashMap<>());
    fallbacks.add(0);
    required.add(0);
    banned.add(false);
    return children.size() - 1;
  }

  private int add(List<Integer> phrase) {
    int node = 0;
    for (int token : phrase) {
      alphabet.add(token);
      Integer child = children.get(node).get(token);
      if (child == null) {
        child = addNode();
        children.get(node).put(token, child);
      }
      node = child;
    }
    return node;
  }

  /** Gives each node the longest proper end of it that is a node, nearest to the root first. */
  private void link() {
    List<Integer> queue = new ArrayList<>(children.get(0).values());
    for (int i = 0; i < queue.size(); i++) {
      int node = queue.get(i);
      int fallback = fallbacks.get(node);
      required.set(node, required.get(node) | required.get(fallback));
      banned.set(node, banned.get(node) || banned.get(fallback));
      children
          .get(node)
          .forEach(
              (token, child) -> {
                fallbacks.set(child, next(fallback, token));
                queue.add(child);
              });
    }
  }

  /** The number of nodes. */
  int nodes() {
    return children.size();
  }

  /** The tokens of all phrases; any other leads to node 0. */
  Set<Integer> alphabet() {
    return alphabet;
  }

  /** The node after one token more. */
  int next(int node, int token) {
    int at = node;
    Integer child = children.get(at).get(token);
    while (child == null && at != 0) {
      at = fallbacks.get(at);
      child = children.get(at).get(token);
    }
    return child == null ? 0 : child;
  }

  /** The required phrases that end at a node, a bit each. */
  int requiredAt(int node) {
    return required.get(node);
  }

  /** Whether a banned phrase ends at a node. */
  boolean isBannedAt(int node) {
    return banned.get(node);
  }
}
