package org.dragoman.training.data;

import java.util.Iterator;
import java.util.NoSuchElementException;
import org.dragoman.training.batch.PairBatch;

/** The batches of an epoch, cut as they are asked for. */
public interface Epoch extends Iterator<PairBatch>, AutoCloseable {
  /** The share of the epoch that was given, 0 to 1. */
  double share();

  /** Passes over batches, as many as there are. */
  default void skip(int batches) {
    for (int i = 0; i < batches && hasNext(); i++) {
      next();
    }
  }

  @Override
  void close();

  /** An epoch of which all is done. */
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
        // There is nothing to close.
      }
    };
  }
}
