package org.dragoman.runtime.model;

import ai.djl.ndarray.NDArray;

/** The context strategy at work on the rows of one batch or search. */
@FunctionalInterface
interface Attention {
  /**
   * Attends to the source for one step.
   *
   * @param query {@code [B, Q]}, a decoder state
   * @return {@code [B, C]}, the context vectors
   */
  NDArray context(NDArray query);
}
