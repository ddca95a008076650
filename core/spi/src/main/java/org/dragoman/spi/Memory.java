package org.dragoman.spi;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;

/**
 * What a {@link ContextStrategy} prepared of a batch of source sentences: keys, values, masks. An
 * immutable value with one row a sentence.
 */
public interface Memory {
  /**
   * The memory of other rows.
   *
   * @param rows {@code [M]}, INT64, repeats allowed
   */
  Memory select(NDArray rows);

  /** Hands the arrays to another manager, so that they outlive the one they were made on. */
  Memory attach(NDManager manager);
}
