package org.dragoman.corpus;

/** A set of 64-bit numbers, by open addressing in one array: 12 to 24 bytes a number. */
public final class LongSet {
  private long[] slots = new long[1 << 10];
  private int size;
  // 0 stands for a free slot.
  private boolean hasZero;

  /** Adds a number. Returns false if the set had it already. */
  public boolean add(long number) {
    if (number == 0) {
      boolean isNew = !hasZero;
      hasZero = true;
      return isNew;
    }
    if (3L * size >= 2L * slots.length) {
      grow();
    }
    int slot = find(slots, number);
    if (slots[slot] == number) {
      return false;
    }
    slots[slot] = number;
    size++;
    return true;
  }

  private void grow() {
    long[] wider = new long[Math.multiplyExact(slots.length, 2)];
    for (long number : slots) {
      if (number != 0) {
        wider[find(wider, number)] = number;
      }
    }
    slots = wider;
  }

  /** Finds the slot of a number, or the free slot for it. */
  private static int find(long[] slots, long number) {
    int mask = slots.length - 1;
    int slot = (int) ((number * 0xD6E8FEB86659FD93L) >>> 32) & mask;
    while (slots[slot] != 0 && slots[slot] != number) {
      slot = (slot + 1) & mask;
    }
    return slot;
  }
}
