package org.dragoman.runtime.engine;

/** The promise that weights do not change, until this is closed; see {@link Torch#freeze}. */
@FunctionalInterface
public interface Frozen extends AutoCloseable {
  /** Takes the promise back. */
  @Override
  void close();
}
