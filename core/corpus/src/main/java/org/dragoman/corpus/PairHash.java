package org.dragoman.corpus;

import org.dragoman.runtime.file.SentencePair;

/**
 * A pair as hashes of 64 bits, which stand for its text where that would take too much of the heap.
 * Of 10 million texts two are taken for the same by mistake with a probability of 1 in 300,000. A
 * sentence has another hash as a source than as a target.
 *
 * @param source 0 where there is no text
 * @param target likewise
 */
public record PairHash(long source, long target) {

  /** Of the texts without white space around them. */
  public static PairHash ofText(SentencePair pair) {
    return of(1, pair.source().strip(), pair.target().strip());
  }

  /** Of the {@link SentenceKey}s. */
  public static PairHash ofKeys(SentencePair pair) {
    return of(3, SentenceKey.of(pair.source()), SentenceKey.of(pair.target()));
  }

  private static PairHash of(long seed, String source, String target) {
    return new PairHash(hash(seed, source), hash(seed + 1, target));
  }

  private static long hash(long seed, String text) {
    long hash = text.isEmpty() ? 0 : step(seed);
    for (int i = 0; i < text.length(); i++) {
      hash = step(hash ^ text.charAt(i));
    }
    return hash;
  }

  /** Can be undone, so that no two texts of one character less meet early. */
  private static long step(long hash) {
    long product = hash * 0x9E3779B97F4A7C15L;
    return product ^ (product >>> 32);
  }

  /** Whether there is text on both sides. */
  public boolean isWhole() {
    return source != 0 && target != 0;
  }

  /** Of both sides together; 0 where one is missing. */
  public long pair() {
    return isWhole() ? step(step(source) ^ target) : 0;
  }
}
