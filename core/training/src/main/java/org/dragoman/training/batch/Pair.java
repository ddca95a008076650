package org.dragoman.training.batch;

/**
 * A sentence pair as ids.
 *
 * @param source with the end mark
 * @param target without marks
 * @param links the alignment: in turn the index of a source piece and of a target piece; empty if
 *     it is not known
 */
public record Pair(int[] source, int[] target, int[] links) {
  private static final int[] UNKNOWN = {};

  /** Creates a pair without an alignment. */
  public Pair(int[] source, int[] target) {
    this(source, target, UNKNOWN);
  }
}
