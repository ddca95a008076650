package org.dragoman.cli.data;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.function.Function;
import org.dragoman.runtime.file.SentencePair;

/**
 * A generated parallel corpus.
 *
 * @param train pairs to learn from
 * @param dev pairs to choose checkpoints on
 * @param test pairs to report a score on
 */
public record MadeCorpus(
    List<SentencePair> train, List<SentencePair> dev, List<SentencePair> test) {
  /** The greatest number of pairs of a corpus. */
  static final int MOST_PAIRS = 1_000_000;

  /** After this number of repeated draws in a row, no more new pairs are expected. */
  private static final int MOST_REPEATS = 10_000;

  /**
   * The number of pairs of each split.
   *
   * @param train at least 1
   * @param dev at least 1
   * @param test at least 1
   */
  public record Sizes(int train, int dev, int test) {
    /** Checks the sizes. */
    public Sizes {
      if (train < 1 || dev < 1 || test < 1 || (long) train + dev + test > MOST_PAIRS) {
        throw new IllegalArgumentException(
            "--train, --dev, --test: each must be at least 1, and all together at most %,d, got %,d, %,d and %,d"
                .formatted(MOST_PAIRS, train, dev, test));
      }
    }
  }

  /**
   * Draws pairs until there are enough; no source occurs twice.
   *
   * @param seed of all random draws
   * @throws IllegalArgumentException if there are not enough different pairs
   */
  public static MadeCorpus draw(long seed, Sizes sizes, Function<Random, SentencePair> pair) {
    Random random = new Random(seed);
    Set<String> drawn = new HashSet<>();
    List<List<SentencePair>> splits = new ArrayList<>();
    for (int size : new int[] {sizes.train(), sizes.dev(), sizes.test()}) {
      List<SentencePair> split = new ArrayList<>(size);
      int repeats = 0;
      while (split.size() < size) {
        SentencePair next = pair.apply(random);
        if (drawn.add(next.source())) {
          split.add(next);
          repeats = 0;
        } else if (++repeats == MOST_REPEATS) {
          throw new IllegalArgumentException(
              "there are hardly more than %,d different sources of this kind. Ask for fewer pairs, or for longer ones."
                  .formatted(drawn.size()));
        }
      }
      splits.add(split);
    }
    return new MadeCorpus(splits.get(0), splits.get(1), splits.get(2));
  }
}
