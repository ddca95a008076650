package org.dragoman.evaluation;

/**
 * The alignment of a cheapest edit: for each word of the reference the facing word of the
 * hypothesis.
 */
final class Alignment {
  private final int[] facing;
  private final int[] hypothesisErrors;
  private final int[] referenceErrors;

  /**
   * Creates an alignment; the arrays are not copied.
   *
   * @param facing for each word of the reference the one of the hypothesis that it equals or
   *     replaces, or the last one before; -1 before the first
   * @param hypothesisErrors the number of the first i words of the hypothesis that are replaced or
   *     deleted
   * @param referenceErrors the number of the first i words of the reference that are replaced or
   *     inserted
   */
  Alignment(int[] facing, int[] hypothesisErrors, int[] referenceErrors) {
    this.facing = facing;
    this.hypothesisErrors = hypothesisErrors;
    this.referenceErrors = referenceErrors;
  }

  int facing(int position) {
    return facing[position];
  }

  /**
   * Returns whether a move may help: the words are wrong where they are, missing at the target, and
   * the target is not inside them.
   */
  boolean isWorthMoving(int start, int at, int length) {
    return hypothesisErrors[start + length] > hypothesisErrors[start]
        && referenceErrors[at + length] > referenceErrors[at]
        && (facing[at] < start || facing[at] >= start + length);
  }
}
