package org.dragoman.corpus.store;

/** How much of the heap all lists of a run may take together. Not for several threads. */
final class HeapLimit {
  private final long bytes;
  private long taken;

  /** A limit in bytes, of which nothing is taken. */
  HeapLimit(long bytes) {
    this.bytes = bytes;
  }

  /** Takes some of it; false, and nothing is taken, where less is left. */
  boolean take(long wanted) {
    if (taken + wanted > bytes) {
      return false;
    }
    taken += wanted;
    return true;
  }

  void giveBack(long given) {
    taken -= given;
  }

  /** All of it. */
  long bytes() {
    return bytes;
  }
}
