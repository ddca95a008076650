package org.dragoman.plugins.tokenizers.subword;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;

/**
 * Splits words by learned merges: the earliest learned merge that fits is applied to every place of
 * the word from left to right, then the earliest that fits what came of it, and so on. Takes n log
 * n time for a word of n code points. Immutable.
 */
final class BpeSplitter {
  private static final int NONE = -1;
  private static final Rule NO_RULE = new Rule(Integer.MAX_VALUE, NONE);

  private record Rule(int rank, int result) {}

  private final Map<String, Integer> symbolIds = new HashMap<>();
  private final Map<Long, Rule> rules = new HashMap<>();

  /** A splitter by merges, the first learned first; a merge's repetition counts for nothing. */
  BpeSplitter(List<Merge> merges) {
    for (Merge merge : merges) {
      int left = newId(merge.left());
      int right = newId(merge.right());
      int result = newId(merge.merged());
      rules.putIfAbsent(key(left, right), new Rule(rules.size(), result));
    }
  }

  private int newId(String symbol) {
    return symbolIds.computeIfAbsent(symbol, s -> symbolIds.size());
  }

  private static long key(int left, int right) {
    return (long) left << 32 | right;
  }

  private Rule rule(int left, int right) {
    return left == NONE || right == NONE ? NO_RULE : rules.getOrDefault(key(left, right), NO_RULE);
  }

  /** The parts of a word, which together are the word; of an empty one the empty part. */
  List<String> split(String word) {
    List<String> parts = new ArrayList<>();
    Parts chain = new Parts(word);
    chain.mergeAll();
    int start = 0;
    for (int end : chain.ends()) {
      parts.add(word.substring(start, end));
      start = end;
    }
    return parts.isEmpty() ? List.of(word) : parts;
  }

  /** The symbols of one word, linked so that two neighbours can become one in constant time. */
  private final class Parts {
    private static final int DEAD = -2;

    private final int[] symbols;
    private final int[] ends; // where in the word each symbol ends
    private final int[] previous;
    private final int[] next;
    // Places where a merge may fit: its rank above, the left symbol's index below.
    private final PriorityQueue<Long> queue = new PriorityQueue<>();

    Parts(String word) {
      List<String> initial = Merge.symbols(word);
      int n = initial.size();
      symbols = new int[n];
      ends = new int[n];
      previous = new int[n];
      next = new int[n];
      int end = 0;
      for (int i = 0; i < n; i++) {
        symbols[i] = symbolIds.getOrDefault(initial.get(i), NONE);
        end = word.offsetByCodePoints(end, 1);
        ends[i] = end;
        previous[i] = i - 1;
        next[i] = i + 1 < n ? i + 1 : NONE;
      }
      for (int i = 0; i + 1 < n; i++) {
        enqueue(i);
      }
    }

    private Rule ruleAt(int i) {
      return symbols[i] == DEAD || next[i] == NONE ? NO_RULE : rule(symbols[i], symbols[next[i]]);
    }

    private void enqueue(int i) {
      Rule rule = ruleAt(i);
      if (rule.result != NONE) {
        queue.add((long) rule.rank << 32 | i);
      }
    }

    void mergeAll() {
      List<Integer> merged = new ArrayList<>();
      while (!queue.isEmpty()) {
        int rank = (int) (queue.element() >> 32);
        merged.clear();
        while (!queue.isEmpty() && queue.element() >> 32 == rank) {
          int i = queue.remove().intValue();
          Rule rule = ruleAt(i);
          if (rule.rank == rank) {
            merge(i, rule.result);
            merged.add(i);
          }
        }
        // Only now, so that a merge is applied everywhere before what came of it is looked at.
        for (int i : merged) {
          enqueue(i);
          if (previous[i] != NONE) {
            enqueue(previous[i]);
          }
        }
      }
    }

    private void merge(int i, int result) {
      int right = next[i];
      symbols[i] = result;
      ends[i] = ends[right];
      symbols[right] = DEAD;
      next[i] = next[right];
      if (next[i] != NONE) {
        previous[next[i]] = i;
      }
    }

    List<Integer> ends() {
      List<Integer> result = new ArrayList<>();
      for (int i = 0; i < symbols.length; i++) {
        if (symbols[i] != DEAD) {
          result.add(ends[i]);
        }
      }
      return result;
    }
  }
}
