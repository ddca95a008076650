package org.dragoman.runtime.engine;

/** The caller's promise that weights do not change until this is closed; see {@link Torch#pack}. */
@FunctionalInterface
public interface Packing extends AutoCloseable {
  /** Ends the promise. */
  @Override
  void close();
}
