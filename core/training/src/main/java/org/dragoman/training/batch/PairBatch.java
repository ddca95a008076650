package org.dragoman.training.batch;

import java.util.Collections;
import java.util.List;

/**
 * The sentence pairs of a batch.
 *
 * @param pairs one per row
 * @param before for each pair, the row of the previous batch with the previous sentence of the
 *     document; {@link #NONE} if it is the first
 */
public record PairBatch(List<Pair> pairs, List<Integer> before) {
  /** The value for a sentence that follows none. */
  public static final int NONE = -1;

  /** Copies the lists. */
  public PairBatch {
    pairs = List.copyOf(pairs);
    before = List.copyOf(before);
  }

  /** Creates a batch of pairs without documents. */
  public static PairBatch of(List<Pair> pairs) {
    return new PairBatch(pairs, Collections.nCopies(pairs.size(), NONE));
  }
}
