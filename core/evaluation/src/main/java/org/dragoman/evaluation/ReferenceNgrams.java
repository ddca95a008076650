package org.dragoman.evaluation;

import java.util.List;

/**
 * The n-grams of one segment's references, each with its highest count in a single reference. Words
 * and characters are numbers here, at least 0.
 *
 * <p>The n-grams are the nodes of a trie, numbered from 1; the root is the empty n-gram. One hash
 * table with open addressing holds the edges, so a segment needs a few arrays and no object per
 * n-gram.
 */
final class ReferenceNgrams {

  private static final int ROOT = 0;

  /** The root is nobody's child, so 0 can mark a free slot, or an n-gram that no reference has. */
  private static final int ABSENT = 0;

  private final int maxOrder;

  private final long[] edges;
  private final int[] children;
  private final int[] counts;
  private int nodes = 1;

  ReferenceNgrams(List<int[]> references, int maxOrder) {
    this.maxOrder = maxOrder;
    long bound = 0;
    for (int[] reference : references) {
      bound += ngramCount(reference.length, maxOrder);
    }
    int capacity = Math.toIntExact(bound + 1);
    int slots = Integer.highestOneBit(Math.multiplyExact(capacity, 2)) << 1;
    edges = new long[slots];
    children = new int[slots];
    counts = new int[capacity];
    for (int[] reference : references) {
      add(reference);
    }
  }

  /**
   * Counts the n-grams of each order that a hypothesis shares with the references. An n-gram counts
   * at most as often as it occurs in the reference that has it most often.
   */
  long[] matches(int[] line) {
    long[] matches = new long[maxOrder];
    int[] used = new int[counts.length];
    for (int start = 0; start < line.length; start++) {
      int node = ROOT;
      int end = lastEnd(start, line.length);
      for (int i = start; i < end; i++) {
        node = children[slot(node, line[i])];
        if (node == ABSENT) {
          break;
        }
        if (++used[node] <= counts[node]) {
          matches[i - start]++;
        }
      }
    }
    return matches;
  }

  private void add(int[] line) {
    int[] own = new int[counts.length];
    for (int start = 0; start < line.length; start++) {
      int node = ROOT;
      int end = lastEnd(start, line.length);
      for (int i = start; i < end; i++) {
        node = childOrNew(node, line[i]);
        counts[node] = Math.max(counts[node], ++own[node]);
      }
    }
  }

  private int lastEnd(int start, int length) {
    return (int) Math.min(length, (long) start + maxOrder);
  }

  private int childOrNew(int node, int word) {
    int slot = slot(node, word);
    if (children[slot] == ABSENT) {
      edges[slot] = edge(node, word);
      children[slot] = nodes++;
    }
    return children[slot];
  }

  /** Finds the slot of an edge, or the free slot for it. */
  private int slot(int node, int word) {
    long edge = edge(node, word);
    int mask = edges.length - 1;
    // Fibonacci hashing: the upper bits of the product depend on all bits of the edge.
    int slot = (int) ((edge * 0x9E3779B97F4A7C15L) >>> 32) & mask;
    while (children[slot] != ABSENT && edges[slot] != edge) {
      slot = (slot + 1) & mask;
    }
    return slot;
  }

  private static long edge(int node, int word) {
    return ((long) node << 32) | word;
  }

  private static long ngramCount(int length, int maxOrder) {
    long orders = Math.min(length, maxOrder);
    return orders * length - orders * (orders - 1) / 2;
  }
}
