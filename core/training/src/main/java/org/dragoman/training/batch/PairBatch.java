package org.dragoman.training.batch;

import java.util.Collections;
import java.util.List;

/**
 * Sentence pairs that are learnt from together.
 *
 * @param pairs a row each
 * @param before for each the row of the batch before this one whose sentence it follows in a
 *     document; {@link #NONE} where it is the first
 */
public record PairBatch(List<Pair> pairs, List<Integer> before) {
  /** Of a sentence that follows none. */
  public static final int NONE = -1;

  /** Copies the lists. */
  public PairBatch {
    pairs = List.copyOf(pairs);
    before = List.copyOf(before);
  }

  /** Pairs that stand for themselves. */
  public static PairBatch of(List<Pair> pairs) {
    return new PairBatch(pairs, Collections.nCopies(pairs.size(), NONE));
  }
}
