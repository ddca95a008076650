package org.dragoman.plugins.tokenizers.subword;

/**
 * Maps pairs of numbers to numbers from 0: a hash table with open addressing and without boxing. It
 * grows when it is filled. After that, several threads may read it at once.
 */
final class PairTable {
  /** The result for a pair without a number. */
  static final int NONE = -1;

  private static final long SPREAD = 0x9E3779B97F4A7C15L; // 2^64 divided by the golden ratio

  private long[] keys = new long[16];
  private int[] values = newValues(16);
  private int size;

  private static int[] newValues(int capacity) {
    int[] values = new int[capacity];
    java.util.Arrays.fill(values, NONE);
    return values;
  }

  private static long key(int first, int second) {
    return (long) first << 32 | second & 0xFFFFFFFFL;
  }

  /** Returns the slot of a key, or the free slot for it. */
  private int slot(long key) {
    int mask = keys.length - 1;
    int slot = (int) (key * SPREAD >>> 32) & mask;
    while (values[slot] != NONE && keys[slot] != key) {
      slot = slot + 1 & mask;
    }
    return slot;
  }

  /** The number of a pair, or {@link #NONE}. */
  int get(int first, int second) {
    return values[slot(key(first, second))];
  }

  /** Gives a pair a number if it has none. */
  void putIfAbsent(int first, int second, int value) {
    if (2 * (size + 1) > keys.length) {
      grow();
    }
    long key = key(first, second);
    int slot = slot(key);
    if (values[slot] == NONE) {
      keys[slot] = key;
      values[slot] = value;
      size++;
    }
  }

  private void grow() {
    long[] oldKeys = keys;
    int[] oldValues = values;
    keys = new long[2 * oldKeys.length];
    values = newValues(keys.length);
    for (int i = 0; i < oldKeys.length; i++) {
      if (oldValues[i] != NONE) {
        int slot = slot(oldKeys[i]);
        keys[slot] = oldKeys[i];
        values[slot] = oldValues[i];
      }
    }
  }
}
