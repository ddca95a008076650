package org.dragoman.corpus;

import org.dragoman.runtime.file.SentencePair;

/**
 * Hashes of 64 bits of both sides of a pair, which take less of the heap than the texts. Among 10
 * million texts, two different ones have the same hash with a probability of 1 in 300,000. The same
 * sentence has different hashes as a source and as a target.
 *
 * @param source 0 if there is no text
 * @param target likewise
 */
public record PairHash(long source, long target) {

  /** Hashes the texts without white space around them. */
  public static PairHash ofText(SentencePair pair) {
    return of(1, pair.source().strip(), pair.target().strip());
  }

  /** Hashes the {@link SentenceKey}s. */
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

  /**
   * Mixes the bits. It is a bijection, so this step alone never makes two different hashes equal.
   */
  private static long step(long hash) {
    long product = hash * 0x9E3779B97F4A7C15L;
    return product ^ (product >>> 32);
  }

  /** Whether there is text on both sides. */
  public boolean isWhole() {
    return source != 0 && target != 0;
  }

  /** Returns a hash of both sides together; 0 if one is missing. */
  public long pair() {
    return isWhole() ? step(step(source) ^ target) : 0;
  }
}
