package org.dragoman.training;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Random;
import org.dragoman.training.batch.BatchConfig;
import org.dragoman.training.batch.BatchConfig.BatchUnit;
import org.dragoman.training.batch.BatchPlan;
import org.dragoman.training.batch.Pair;
import org.dragoman.training.store.Records;
import org.jspecify.annotations.Nullable;

/**
 * The batches of an epoch, cut as they are asked for: from the shuffled pairs a pool is drawn,
 * those of like length in it are put together, and its batches come in random order before the next
 * pool is drawn. All follows from the order of the pairs, the configuration and the seed.
 */
final class Epoch implements Iterator<List<Pair>>, AutoCloseable {
  private final Records<Pair> pairs;
  private final long total;
  private final BatchConfig config;
  private final int poolSize;
  private final Random random;
  private Iterator<List<Pair>> pool = Collections.emptyIterator();
  private long given;

  /**
   * An epoch of which nothing is done.
   *
   * @param pairs in random order; closed with the epoch
   * @param total how many these are
   * @param seed of the order of batches
   */
  Epoch(Records<Pair> pairs, long total, BatchConfig config, int poolSize, long seed) {
    this.pairs = pairs;
    this.total = total;
    this.config = config;
    this.poolSize = poolSize;
    random = new Random(seed);
  }

  /** An epoch of which all is done. */
  static Epoch done() {
    Records<Pair> nothing =
        new Records<>() {
          @Override
          public @Nullable Pair next() {
            return null;
          }

          @Override
          public void close() {
            // There is nothing to close.
          }
        };
    return new Epoch(nothing, 0, new BatchConfig(BatchUnit.SENTENCES, 1, 1), 1, 0);
  }

  @Override
  public boolean hasNext() {
    if (!pool.hasNext()) {
      pool = BatchPlan.ofPool(drawPool(), config, random).iterator();
    }
    return pool.hasNext();
  }

  private List<Pair> drawPool() {
    List<Pair> drawn = new ArrayList<>();
    while (drawn.size() < poolSize) {
      Pair pair = pairs.next();
      if (pair == null) {
        break;
      }
      drawn.add(pair);
    }
    return drawn;
  }

  @Override
  public List<Pair> next() {
    if (!hasNext()) {
      throw new NoSuchElementException();
    }
    List<Pair> batch = pool.next();
    given += batch.size();
    return batch;
  }

  /** Passes over batches, as many as there are. */
  void skip(int batches) {
    for (int i = 0; i < batches && hasNext(); i++) {
      next();
    }
  }

  /** The share of the pairs that was given, 0 to 1. */
  double share() {
    return total == 0 ? 1 : (double) given / total;
  }

  @Override
  public void close() {
    pairs.close();
  }
}
