package org.dragoman.corpus.report;

/**
 * Counts the pairs for each source length and target length, in characters. It takes 1 MB of the
 * heap for any number of pairs.
 */
public final class LengthGrid {
  /** The greatest length that is counted; pairs with a longer side are not. */
  public static final int LONGEST = 511;

  private final int[][] pairs = new int[LONGEST + 1][LONGEST + 1];

  /** Creates an empty grid. */
  LengthGrid() {}

  void add(int source, int target) {
    if (source <= LONGEST && target <= LONGEST) {
      pairs[source][target]++;
    }
  }

  /**
   * Returns the number of pairs in a square of the grid.
   *
   * @param source the least source length in the square
   * @param target the least target length in the square
   * @param size the number of lengths on each side of the square; 1 for one source length and one
   *     target length
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
