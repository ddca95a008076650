package org.dragoman.corpus.store;

import org.jspecify.annotations.Nullable;

/**
 * Records that are read one after the other.
 *
 * @param <T> what a record is
 */
public interface Records<T> extends AutoCloseable {
  /** The next one; null after the last. */
  @Nullable T next();

  @Override
  void close();
}
