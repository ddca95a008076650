package org.dragoman.training.batch;

/**
 * An example to learn from, as ids: a sentence pair of a translator, or what a model of another
 * type reads and writes.
 *
 * @param source what is read; sentences of a translator with the end mark
 * @param target what is written, without marks
 * @param links the alignment: in turn the index of a source piece and of a target piece; empty if
 *     it is not known
 * @param steps the length by which examples are put into batches
 */
public record Pair(int[] source, int[] target, int[] links, int steps) {
  private static final int[] UNKNOWN = {};

  /** Creates a pair that is put into batches by the length of its target. */
  public Pair(int[] source, int[] target, int[] links) {
    this(source, target, links, target.length);
  }

  /** Creates a pair without an alignment. */
  public Pair(int[] source, int[] target) {
    this(source, target, UNKNOWN);
  }

  /** Returns the pair, put into batches by another length. */
  public Pair withSteps(int number) {
    return new Pair(source, target, links, number);
  }
}
