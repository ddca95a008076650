package org.dragoman.training;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import org.dragoman.training.ParallelCorpus.Pair;
import org.dragoman.training.TrainingConfig.BatchConfig;
import org.dragoman.training.TrainingConfig.BatchUnit;

/**
 * The batches of an epoch: sentences are shuffled, those of like length within a pool are put
 * together, and the batches are shuffled. The plan follows from the corpus, the configuration, seed
 * and epoch alone, so a resumed run of the same ones meets the same batches.
 */
final class BatchPlan {
  private BatchPlan() {}

  /**
   * The batches of an epoch: every pair once.
   *
   * @param epoch counted from 1
   */
  static List<List<Pair>> of(ParallelCorpus corpus, BatchConfig config, long seed, int epoch) {
    Random random = new Random(seed * 1_000_003 + epoch);
    List<Pair> shuffled = new ArrayList<>(corpus.pairs());
    Collections.shuffle(shuffled, random);
    List<List<Pair>> batches = new ArrayList<>();
    int poolSize = poolSize(shuffled, config);
    for (int from = 0; from < shuffled.size(); from += poolSize) {
      List<Pair> pool =
          new ArrayList<>(shuffled.subList(from, Math.min(from + poolSize, shuffled.size())));
      pool.sort(
          Comparator.comparingInt((Pair pair) -> pair.target().length)
              .thenComparingInt(pair -> pair.source().length));
      cut(pool, config, batches);
    }
    Collections.shuffle(batches, random);
    return batches;
  }

  /** The batch of most positions, padding counted. */
  static List<Pair> largest(List<List<Pair>> batches) {
    return Collections.max(batches, Comparator.comparingLong(BatchPlan::positions));
  }

  private static long positions(List<Pair> batch) {
    int source = batch.stream().mapToInt(pair -> pair.source().length).max().orElse(0);
    int target = batch.stream().mapToInt(pair -> pair.target().length).max().orElse(0);
    return (long) batch.size() * (source + target);
  }

  /** Batches of the corpus in order of length, for evaluation. */
  static List<List<Pair>> sorted(ParallelCorpus corpus, BatchConfig config) {
    List<Pair> all = new ArrayList<>(corpus.pairs());
    all.sort(Comparator.comparingInt(pair -> pair.target().length));
    List<List<Pair>> batches = new ArrayList<>();
    cut(all, config, batches);
    return batches;
  }

  private static int poolSize(List<Pair> pairs, BatchConfig config) {
    double sentences =
        config.by() == BatchUnit.SENTENCES
            ? config.size()
            : config.size()
                / pairs.stream().mapToInt(pair -> pair.target().length + 1).average().orElse(1);
    return (int) Math.max(1, Math.min(Integer.MAX_VALUE / 2, sentences * config.pool()));
  }

  /** Cuts sentences sorted by target length to batches; each holds at least one. */
  private static void cut(List<Pair> sorted, BatchConfig config, List<List<Pair>> batches) {
    int from = 0;
    for (int i = 1; i <= sorted.size(); i++) {
      if (i == sorted.size() || isFull(sorted, from, i, config)) {
        batches.add(List.copyOf(sorted.subList(from, i)));
        from = i;
      }
    }
  }

  /** Whether sentence {@code next} no longer fits a batch that begins at {@code from}. */
  private static boolean isFull(List<Pair> sorted, int from, int next, BatchConfig config) {
    int count = next - from;
    return switch (config.by()) {
      case SENTENCES -> count >= config.size();
      case TOKENS -> (count + 1L) * (sorted.get(next).target().length + 1) > config.size();
    };
  }
}
