package org.dragoman.runtime.engine;

import ai.djl.ndarray.NDArray;

/**
 * Moves arrays into the engine's own memory. On a CPU {@code NDManager.create} makes arrays in
 * Java's memory. After the array is closed, a garbage collection frees this memory, even if a view
 * or the graph of a backward pass still reads it; the values are then silently wrong.
 */
public final class NativeCopy {
  private NativeCopy() {}

  /** Returns a copy in the engine's memory, and closes the given array. */
  public static NDArray of(NDArray made) {
    try (made) {
      return made.duplicate();
    }
  }
}
