package org.dragoman.training.data;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Random;
import org.dragoman.corpus.store.Records;
import org.dragoman.training.batch.BatchConfig;
import org.dragoman.training.batch.BatchPlan;
import org.dragoman.training.batch.Pair;
import org.dragoman.training.batch.PairBatch;

/**
 * The batches of an epoch, cut as they are asked for: from the shuffled pairs a pool is drawn,
 * those of like length in it are put together, and its batches come in random order before the next
 * pool is drawn. All follows from the order of the pairs, the configuration and the seed.
 */
final class PooledEpoch implements Epoch {
  private final Records<List<Pair>> pairs;
  private final long total;
  private final BatchConfig config;
  private final int poolSize;
  private final Random random;
  private Iterator<List<Pair>> pool = Collections.emptyIterator();
  private long given;

  /**
   * An epoch of which nothing is done.
   *
   * @param pairs in random order, one or some at a time; closed with the epoch
   * @param total how many these are
   * @param seed of the order of batches
   */
  PooledEpoch(Records<List<Pair>> pairs, long total, BatchConfig config, int poolSize, long seed) {
    this.pairs = pairs;
    this.total = total;
    this.config = config;
    this.poolSize = poolSize;
    random = new Random(seed);
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
      List<Pair> next = pairs.next();
      if (next == null) {
        break;
      }
      drawn.addAll(next);
    }
    return drawn;
  }

  @Override
  public PairBatch next() {
    if (!hasNext()) {
      throw new NoSuchElementException();
    }
    List<Pair> batch = pool.next();
    given += batch.size();
    return PairBatch.of(batch);
  }

  @Override
  public double share() {
    return total == 0 ? 1 : (double) given / total;
  }

  @Override
  public void close() {
    pairs.close();
  }
}
