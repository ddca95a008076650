package org.dragoman.training.data;

import java.util.Iterator;
import java.util.NoSuchElementException;
import org.dragoman.training.batch.PairBatch;

/** The batches of an epoch, made when they are requested. */
public interface Epoch extends Iterator<PairBatch>, AutoCloseable {
  /** Returns the share of the epoch that was returned, 0 to 1. */
  double share();

  /** Skips batches, at most as many as there are. */
  default void skip(int batches) {
    for (int i = 0; i < batches && hasNext(); i++) {
      next();
    }
  }

  @Override
  void close();

  /** Returns an epoch at its end. */
  static Epoch done() {
    return new Epoch() {
      @Override
      public double share() {
        return 1;
      }

      @Override
      public boolean hasNext() {
        return false;
      }

      @Override
      public PairBatch next() {
        throw new NoSuchElementException();
      }

      @Override
      public void close() {
        // Nothing to close.
      }
    };
  }
}
