package org.dragoman.corpus.report;

import org.dragoman.corpus.PairHash;
import org.dragoman.runtime.file.SentencePair;

/**
 * A pair with the hashes that find duplicates and overlaps.
 *
 * @param line of it, counted from 1
 * @param pair as it stands there
 * @param text as {@link PairHash#ofText}
 * @param keys as {@link PairHash#ofKeys}
 */
public record HashedPair(long line, SentencePair pair, PairHash text, PairHash keys) {

  /** Hashes a pair. */
  public static HashedPair of(long line, SentencePair pair) {
    return new HashedPair(line, pair, PairHash.ofText(pair), PairHash.ofKeys(pair));
  }
}
