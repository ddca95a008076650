package org.dragoman.evaluation;

/**
 * Which word of a hypothesis each word of the reference faces in a cheapest edit.
 *
 * @param facing for each word of the reference the one of the hypothesis that it equals or
 *     replaces, or the last one before; -1 before the first
 * @param hypothesisErrors prefix sums of the hypothesis's words that are replaced or deleted
 * @param referenceErrors prefix sums of the reference's words that are replaced or inserted
 */
record Alignment(int[] facing, int[] hypothesisErrors, int[] referenceErrors) {

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
