package org.dragoman.training.batch;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import org.dragoman.training.batch.BatchConfig.BatchUnit;

/** Puts sentence pairs into batches. */
public final class BatchPlan {
  private static final Comparator<Pair> BY_LENGTH =
      Comparator.comparingInt(Pair::steps).thenComparingInt(pair -> pair.source().length);

  private BatchPlan() {}

  /**
   * Makes the batches of a pool: pairs of similar length are together, and the batches are in
   * random order.
   *
   * @param pool of shuffled pairs
   */
  public static List<List<Pair>> ofPool(List<Pair> pool, BatchConfig config, Random random) {
    List<List<Pair>> batches = sorted(pool, config);
    Collections.shuffle(batches, random);
    return batches;
  }

  /** Makes batches of all pairs, in the order of their lengths. */
  public static List<List<Pair>> sorted(List<Pair> pairs, BatchConfig config) {
    List<Pair> sorted = new ArrayList<>(pairs);
    sorted.sort(BY_LENGTH);
    List<List<Pair>> batches = new ArrayList<>();
    int from = 0;
    for (int i = 1; i <= sorted.size(); i++) {
      if (i == sorted.size() || isFull(sorted, from, i, config)) {
        batches.add(List.copyOf(sorted.subList(from, i)));
        from = i;
      }
    }
    return batches;
  }

  /**
   * Returns whether sentence {@code next} does not fit into a batch that begins at {@code from}.
   */
  private static boolean isFull(List<Pair> sorted, int from, int next, BatchConfig config) {
    int count = next - from;
    return switch (config.by()) {
      case SENTENCES -> count >= config.size();
      case TOKENS -> (count + 1L) * (sorted.get(next).steps() + 1) > config.size();
    };
  }

  /** Returns the batch with the most positions, including padding. */
  public static List<Pair> largest(List<List<Pair>> batches) {
    return Collections.max(batches, Comparator.comparingLong(BatchPlan::positions));
  }

  private static long positions(List<Pair> batch) {
    int source = batch.stream().mapToInt(pair -> pair.source().length).max().orElse(0);
    int target = batch.stream().mapToInt(pair -> pair.target().length).max().orElse(0);
    return (long) batch.size() * (source + target);
  }

  /**
   * Returns the number of pairs in a pool.
   *
   * @param steps mean length of an example, without end mark
   */
  public static int poolSize(double steps, BatchConfig config) {
    double sentences =
        config.by() == BatchUnit.SENTENCES ? config.size() : config.size() / (steps + 1);
    return (int) Math.max(1, Math.min(Integer.MAX_VALUE / 2, sentences * config.pool()));
  }
}
