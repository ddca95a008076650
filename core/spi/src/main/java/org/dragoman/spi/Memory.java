package org.dragoman.spi;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;

/**
 * What a {@link ContextStrategy} computes once from a batch of source sentences: keys, values,
 * masks. An immutable value with one row per sentence.
 */
public interface Memory {
  /**
   * Selects rows.
   *
   * @param rows {@code [M]}, INT64, repeats allowed
   */
  Memory select(NDArray rows);

  /** Hands the arrays to another manager, so that they outlive the one they were made on. */
  Memory attach(NDManager manager);
}
