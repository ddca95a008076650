package org.dragoman.runtime.engine;

import ai.djl.ndarray.NDArray;

/**
 * Moves arrays into the engine's own memory. What {@code NDManager.create} makes on a CPU lies in
 * Java's memory, which is freed once the array is closed, even while a view of it or the graph of a
 * backward pass still reads it: silently, and only after a garbage collection.
 */
public final class NativeCopy {
  private NativeCopy() {}

  /** A copy in the engine's memory; the array that was made from Java's is closed. */
  public static NDArray of(NDArray made) {
    try (made) {
      return made.duplicate();
    }
  }
}
