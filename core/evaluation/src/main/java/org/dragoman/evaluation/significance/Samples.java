package org.dragoman.evaluation.significance;

import java.util.SplittableRandom;

/** The seeds of the random tests. */
final class Samples {
  /** sacreBLEU's seed. */
  static final long SEED = 12345;

  private Samples() {}

  static void check(int samples) {
    if (samples < 1) {
      throw new IllegalArgumentException(
          "The number of samples is %d; it must be at least 1".formatted(samples));
    }
  }

  /** A seed for each sample. */
  static long[] seeds(long seed, int samples) {
    return new SplittableRandom(seed).longs(samples).toArray();
  }
}
