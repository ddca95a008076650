package org.dragoman.plugins.search;

/** When the search for a sentence ends though some of its prefixes are live. */
public enum EarlyStopping {
  /**
   * When no live prefix can still get among the n best, or as many hypotheses have ended as the
   * beam is wide.
   */
  BOUND {
    @Override
    boolean isDone(int ended, int size, NBest nBest, double bound) {
      return ended >= size || nBest.isOutOfReachOf(bound);
    }
  },
  /** When as many hypotheses have ended as are wanted, which may miss a better one. */
  FIRST {
    @Override
    boolean isDone(int ended, int size, NBest nBest, double bound) {
      return ended >= nBest.capacity();
    }
  },
  /** Never: it goes on to the greatest length. */
  NEVER {
    @Override
    boolean isDone(int ended, int size, NBest nBest, double bound) {
      return false;
    }
  };

  /**
   * Whether to stop.
   *
   * @param ended how many hypotheses have ended
   * @param size the width of the beam
   * @param nBest the best that ended
   * @param bound no live prefix can reach a greater score
   */
  abstract boolean isDone(int ended, int size, NBest nBest, double bound);
}
