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
 * The batches of an epoch, made when they are requested. It takes a pool of shuffled pairs, puts
 * pairs of similar length together in batches, and returns these in random order; then it takes the
 * next pool. The batches depend only on the order of the pairs, the configuration and the seed.
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
   * Creates an epoch at its beginning.
   *
   * @param pairs in random order, one or some at a time; closed with the epoch
   * @param total the number of pairs
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
