package org.dragoman.plugins.search;

/** When the search for a sentence may end although some of its prefixes are live. */
public enum EarlyStopping {
  /**
   * When no live prefix can still reach the n best, or the number of ended hypotheses equals the
   * width of the beam.
   */
  BOUND {
    @Override
    boolean isDone(int ended, int size, NBest nBest, double bound) {
      return ended >= size || nBest.isOutOfReachOf(bound);
    }
  },
  /** When the wanted number of hypotheses have ended; it may miss a better one. */
  FIRST {
    @Override
    boolean isDone(int ended, int size, NBest nBest, double bound) {
      return ended >= nBest.capacity();
    }
  },
  /** Never: the search goes on to the greatest length. */
  NEVER {
    @Override
    boolean isDone(int ended, int size, NBest nBest, double bound) {
      return false;
    }
  };

  /**
   * Whether to stop.
   *
   * @param ended the number of hypotheses that have ended
   * @param size the width of the beam
   * @param nBest the best hypotheses that ended
   * @param bound the greatest score that a live prefix can still reach
   */
  abstract boolean isDone(int ended, int size, NBest nBest, double bound);
}
