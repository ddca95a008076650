package org.dragoman.runtime.engine;

/** The promise that weights do not change, until this is closed; see {@link Torch#pack}. */
@FunctionalInterface
public interface Packing extends AutoCloseable {
  /** Takes the promise back. */
  @Override
  void close();
}
