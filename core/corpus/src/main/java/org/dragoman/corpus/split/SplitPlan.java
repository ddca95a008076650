package org.dragoman.corpus.split;

import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.dragoman.corpus.PairHash;
import org.dragoman.corpus.SentenceKey;
import org.dragoman.runtime.DragomanException;
import org.jspecify.annotations.Nullable;

/**
 * Decides the subset of each pair of a corpus, so that no {@link SentenceKey} occurs in two
 * subsets, on either side.
 *
 * <p>It draws pairs at random for dev and test. A pair that shares a sentence with a drawn one is
 * left out of all subsets. To leave out few, it draws a pair whose source or target occurs in more
 * than {@value #MOST_SHARED} pairs only when no others are left. It never draws a pair with a side
 * without letters and digits.
 */
final class SplitPlan {
  /** A sentence that occurs in more pairs than this is common. */
  static final int MOST_SHARED = 10;

  private final long[] sources;
  private final long[] targets;
  private final Map<Integer, Subset> drawn = new HashMap<>();
  private final Set<Long> drawnSentences = new HashSet<>();

  private SplitPlan(long[] sources, long[] targets) {
    this.sources = sources;
    this.targets = targets;
  }

  /** Takes the pairs in their order, with some 40 bytes of the heap per pair. */
  static final class Maker {
    private final LongStream.Builder sources = LongStream.builder();
    private final LongStream.Builder targets = LongStream.builder();

    void add(PairHash keys) {
      sources.add(keys.source());
      targets.add(keys.target());
    }

    /**
     * Draws the pairs.
     *
     * @param seed decides which are drawn
     * @throws DragomanException of kind DATA if there are too few pairs, or none is left to train
     *     on
     */
    SplitPlan plan(Sizes sizes, long seed) {
      SplitPlan plan = new SplitPlan(sources.build().toArray(), targets.build().toArray());
      plan.draw(sizes, seed);
      plan.check(sizes);
      return plan;
    }
  }

  private void draw(Sizes sizes, long seed) {
    int[] order = order(sources.length, seed);
    long[] sortedSources = sorted(sources);
    long[] sortedTargets = sorted(targets);
    draw(sizes, order, number -> !isCommon(number, sortedSources, sortedTargets));
    draw(sizes, order, number -> true);
  }

  private void draw(Sizes sizes, int[] order, IntPredicate allowed) {
    for (int i = 0; i < order.length && drawn.size() < sizes.total(); i++) {
      int number = order[i];
      long source = sources[number];
      long target = targets[number];
      if (source != 0 && target != 0 && !isDrawn(source, target) && allowed.test(number)) {
        drawn.put(number, drawn.size() < sizes.dev() ? Subset.DEV : Subset.TEST);
        Collections.addAll(drawnSentences, source, target);
      }
    }
  }

  private boolean isCommon(int number, long[] sortedSources, long[] sortedTargets) {
    return isCommon(sortedSources, sources[number]) || isCommon(sortedTargets, targets[number]);
  }

  private static boolean isCommon(long[] sorted, long hash) {
    int found = Arrays.binarySearch(sorted, hash);
    int first = found;
    while (found - first <= MOST_SHARED && first > 0 && sorted[first - 1] == hash) {
      first--;
    }
    int beyond = first + MOST_SHARED;
    return beyond < sorted.length && sorted[beyond] == hash;
  }

  private static int[] order(int size, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    int[] order = new int[size];
    for (int i = 0; i < size; i++) {
      // The inside-out form of the shuffle by Fisher and Yates.
      int other = random.nextInt(i + 1);
      order[i] = order[other];
      order[other] = i;
    }
    return order;
  }

  private static long[] sorted(long[] hashes) {
    long[] sorted = hashes.clone();
    Arrays.sort(sorted);
    return sorted;
  }

  private boolean isDrawn(long source, long target) {
    return drawnSentences.contains(source) || drawnSentences.contains(target);
  }

  private void check(Sizes sizes) {
    if (drawn.size() < sizes.total()) {
      throw DragomanException.data(
          "The corpus has %,d pairs, of which %,d can be held out such that no two share a sentence, but dev has %,d and test %,d. Ask for fewer."
              .formatted(sources.length, drawn.size(), sizes.dev(), sizes.test()));
    }
    if (IntStream.range(0, sources.length).allMatch(number -> subset(number) != Subset.TRAIN)) {
      throw DragomanException.data(
          "Of the corpus's %,d pairs none is left to train on: all others share a sentence with the %,d that are held out. Ask for fewer."
              .formatted(sources.length, drawn.size()));
    }
  }

  /**
   * Returns the subset of a pair.
   *
   * @param number of it, from 0
   * @return null if it is left out because it shares a sentence with a held-out pair
   */
  @Nullable Subset subset(int number) {
    Subset subset = drawn.get(number);
    if (subset != null) {
      return subset;
    }
    return isDrawn(sources[number], targets[number]) ? null : Subset.TRAIN;
  }

  /** Returns the number of pairs. */
  int size() {
    return sources.length;
  }
}
