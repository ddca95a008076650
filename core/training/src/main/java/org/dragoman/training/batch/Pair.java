package org.dragoman.training.batch;

/**
 * A sentence pair as ids.
 *
 * @param source with the end mark
 * @param target without marks
 * @param links which pieces belong together: a source piece's place and a target piece's in turn;
 *     empty where that is not known
 */
public record Pair(int[] source, int[] target, int[] links) {
  private static final int[] UNKNOWN = {};

  /** A pair of which nothing more is known. */
  public Pair(int[] source, int[] target) {
    this(source, target, UNKNOWN);
  }
}
