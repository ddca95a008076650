package org.dragoman.evaluation;

import java.util.Arrays;

/**
 * The edit distance to one reference, computed near the diagonal only, with the beam and the order
 * of ties of sacreBLEU. It keeps the table of its last hypothesis; for the next one it computes
 * only the rows after their common beginning. All hypotheses must have the same length, which
 * shifts do not change.
 */
final class BeamEditDistance {
  private static final int BEAM = 25;
  private static final int INFINITY = Integer.MAX_VALUE / 2;

  private static final byte NONE = 0;
  private static final byte EQUAL = 1;
  private static final byte REPLACE = 2;
  private static final byte DELETE = 3;
  private static final byte INSERT = 4;

  private final int[] reference;
  private int[] hypothesis = {};
  private int[][] costs = {};
  private byte[][] edits = {};

  BeamEditDistance(int[] reference) {
    this.reference = reference;
  }

  /** Returns the number of words to insert, delete and replace. */
  int of(int[] words) {
    int known = 0;
    if (costs.length != words.length + 1) {
      allocate(words.length);
    } else {
      int mismatch = Arrays.mismatch(hypothesis, words);
      known = mismatch < 0 ? words.length : mismatch;
    }
    for (int i = known + 1; i <= words.length; i++) {
      fillRow(i, words);
    }
    hypothesis = words;
    return costs[words.length][reference.length];
  }

  private void allocate(int words) {
    costs = new int[words + 1][reference.length + 1];
    edits = new byte[words + 1][reference.length + 1];
    for (int j = 0; j <= reference.length; j++) {
      costs[0][j] = j;
      edits[0][j] = INSERT;
    }
  }

  private void fillRow(int i, int[] words) {
    int[] row = costs[i];
    int[] above = costs[i - 1];
    byte[] edit = edits[i];
    Arrays.fill(row, INFINITY);
    Arrays.fill(edit, NONE);
    double ratio = (double) reference.length / words.length;
    int diagonal = (int) Math.floor(i * ratio);
    // Very different lengths need a wider beam, or it would miss the row before.
    int beam = BEAM < ratio / 2 ? (int) Math.ceil(ratio / 2 + BEAM) : BEAM;
    int to = i == words.length ? reference.length + 1 : diagonal + beam;
    to = Math.min(reference.length + 1, to);
    for (int j = Math.max(0, diagonal - beam); j < to; j++) {
      if (j == 0) {
        row[0] = above[0] + 1;
        edit[0] = DELETE;
        continue;
      }
      boolean equal = words[i - 1] == reference[j - 1];
      take(row, edit, j, above[j - 1] + (equal ? 0 : 1), equal ? EQUAL : REPLACE);
      take(row, edit, j, above[j] + 1, DELETE);
      take(row, edit, j, row[j - 1] + 1, INSERT);
    }
  }

  private static void take(int[] row, byte[] edit, int j, int cost, byte by) {
    if (cost < row[j]) {
      row[j] = cost;
      edit[j] = by;
    }
  }

  /**
   * Returns the alignment of a cheapest edit; among equally cheap ones the first in sacreBLEU's
   * order.
   */
  Alignment alignment(int[] words) {
    int unused = of(words);
    int[] facing = new int[reference.length];
    int[] hypothesisErrors = new int[words.length + 1];
    int[] referenceErrors = new int[reference.length + 1];
    int i = words.length;
    int j = reference.length;
    while (i > 0 || j > 0) {
      switch (edits[i][j]) {
        case EQUAL -> facing[--j] = --i;
        case REPLACE -> {
          hypothesisErrors[i] = 1;
          referenceErrors[j] = 1;
          facing[--j] = --i;
        }
        case DELETE -> hypothesisErrors[i--] = 1;
        case INSERT -> {
          referenceErrors[j] = 1;
          facing[--j] = i - 1;
        }
        default ->
            throw new IllegalStateException("The beam lost the way from its end to its start");
      }
    }
    Arrays.parallelPrefix(hypothesisErrors, Integer::sum);
    Arrays.parallelPrefix(referenceErrors, Integer::sum);
    return new Alignment(facing, hypothesisErrors, referenceErrors);
  }
}
