package org.dragoman.evaluation.baseline;

import java.util.Arrays;

/** The n-grams of a text as a tree: the path from the root to a node is an n-gram. */
final class NgramTrie {
  private static final int FIRST = 1 << 12;

  // A hash table from parent and token to the node.
  private long[] keys = new long[2 * FIRST];
  private int[] values = new int[2 * FIRST];
  private int[] parents = new int[FIRST];
  private int[] counts = new int[FIRST];
  private int[] predecessors = new int[FIRST];
  private boolean[] begins = new boolean[FIRST];
  private int size = 1;

  NgramTrie() {
    Arrays.fill(values, -1);
  }

  /** The number of nodes, the root included. */
  int size() {
    return size;
  }

  private static long key(int parent, int token) {
    return ((long) parent << 32) | (token & 0xffffffffL);
  }

  private int slot(long key) {
    long mixed = key * 0x9E3779B97F4A7C15L;
    int slot = (int) (mixed >>> 33) & (keys.length - 1);
    while (values[slot] >= 0 && keys[slot] != key) {
      slot = (slot + 1) & (keys.length - 1);
    }
    return slot;
  }

  /** Returns the node of a token after a node; -1 if there is none. */
  int find(int parent, int token) {
    return values[slot(key(parent, token))];
  }

  /**
   * Returns the node of a token after a node; makes it if there is none.
   *
   * @param atBeginning whether a new node stands for an n-gram at the beginning of a text
   */
  int child(int parent, int token, boolean atBeginning) {
    long key = key(parent, token);
    int slot = slot(key);
    if (values[slot] >= 0) {
      return values[slot];
    }
    if (size == parents.length) {
      grow();
      slot = slot(key);
    }
    keys[slot] = key;
    values[slot] = size;
    parents[size] = parent;
    begins[size] = atBeginning;
    return size++;
  }

  private void grow() {
    int wider = 2 * size;
    parents = Arrays.copyOf(parents, wider);
    counts = Arrays.copyOf(counts, wider);
    predecessors = Arrays.copyOf(predecessors, wider);
    begins = Arrays.copyOf(begins, wider);
    long[] oldKeys = keys;
    int[] oldValues = values;
    keys = new long[2 * wider];
    values = new int[2 * wider];
    Arrays.fill(values, -1);
    for (int i = 0; i < oldKeys.length; i++) {
      if (oldValues[i] >= 0) {
        int slot = slot(oldKeys[i]);
        keys[slot] = oldKeys[i];
        values[slot] = oldValues[i];
      }
    }
  }

  int parent(int node) {
    return parents[node];
  }

  /** Whether an n-gram begins with the mark before a text. */
  boolean begins(int node) {
    return begins[node];
  }

  /** Counts an n-gram once more. */
  void count(int node) {
    counts[node]++;
  }

  /** How often an n-gram was counted. */
  long counted(int node) {
    return counts[node];
  }

  /** Notes that one more token was seen before an n-gram. */
  void precede(int node) {
    predecessors[node]++;
  }

  /** How many different tokens were seen before an n-gram. */
  long preceded(int node) {
    return predecessors[node];
  }
}
