package org.dragoman.corpus.report;

import org.dragoman.corpus.LongSet;
import org.dragoman.corpus.PairHash;

/**
 * The pairs and sentences that were there already, in one corpus or in several. It takes 36 to 72
 * bytes of the heap for a pair. Sides without text are no duplicates.
 */
public final class Duplicates {
  private final LongSet pairs = new LongSet();
  private final LongSet sentences = new LongSet();

  /** Whether a pair that comes now was there; it is from now on. */
  boolean hasPair(PairHash text) {
    return text.isWhole() && !pairs.add(text.pair());
  }

  /** Whether a sentence of one side that comes now was there; it is from now on. */
  boolean hasSentence(long text) {
    return text != 0 && !sentences.add(text);
  }
}
