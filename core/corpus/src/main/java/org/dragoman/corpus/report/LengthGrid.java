package org.dragoman.corpus.report;

/**
 * How many pairs there are of each two lengths, in characters. It takes 1 MB of the heap, however
 * many pairs there are.
 */
public final class LengthGrid {
  /** The longest side of pairs that are counted. */
  public static final int LONGEST = 511;

  private final int[][] pairs = new int[LONGEST + 1][LONGEST + 1];

  /** Nothing yet. */
  LengthGrid() {}

  void add(int source, int target) {
    if (source <= LONGEST && target <= LONGEST) {
      pairs[source][target]++;
    }
  }

  /**
   * How many pairs have lengths within a square.
   *
   * @param source its least length of a source
   * @param target its least length of a target
   * @param size in characters; 1 for one length of each side
   */
  public long pairs(int source, int target, int size) {
    long sum = 0;
    for (int i = source; i < Math.min(source + size, pairs.length); i++) {
      for (int j = target; j < Math.min(target + size, pairs.length); j++) {
        sum += pairs[i][j];
      }
    }
    return sum;
  }
}
