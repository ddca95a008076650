package org.dragoman.evaluation;

/** Which word of a hypothesis each word of the reference faces in a cheapest edit. */
final class Alignment {
  private final int[] facing;
  private final int[] hypothesisErrors;
  private final int[] referenceErrors;

  /**
   * An alignment of its parts, which are not copied.
   *
   * @param facing for each word of the reference the one of the hypothesis that it equals or
   *     replaces, or the last one before; -1 before the first
   * @param hypothesisErrors how many of the first i words of the hypothesis are replaced or deleted
   * @param referenceErrors how many of the first i words of the reference are replaced or inserted
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
   * Whether words are wrong where they are, missing where they should be, and would not be moved
   * into themselves.
   */
  boolean isWorthMoving(int start, int at, int length) {
    return hypothesisErrors[start + length] > hypothesisErrors[start]
        && referenceErrors[at + length] > referenceErrors[at]
        && (facing[at] < start || facing[at] >= start + length);
  }
}
