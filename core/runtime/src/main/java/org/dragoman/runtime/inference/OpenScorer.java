package org.dragoman.runtime.inference;

import org.dragoman.spi.Scorer;

/** A scorer of one batch, which owns arrays until it is closed. */
public interface OpenScorer extends Scorer, AutoCloseable {
  @Override
  void close();
}
