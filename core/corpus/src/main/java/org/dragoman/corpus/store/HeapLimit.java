package org.dragoman.corpus.store;

/** The part of the heap that all lists of a run may take together. Not thread-safe. */
final class HeapLimit {
  private final long bytes;
  private long taken;

  /** Creates a limit in bytes, of which nothing is taken yet. */
  HeapLimit(long bytes) {
    this.bytes = bytes;
  }

  /** Takes bytes. If fewer are left, it takes nothing and returns false. */
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

  /** Returns the limit in bytes. */
  long bytes() {
    return bytes;
  }
}
