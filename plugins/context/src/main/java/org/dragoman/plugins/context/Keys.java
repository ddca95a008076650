package org.dragoman.plugins.context;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import org.dragoman.spi.Memory;

/** What a {@link Score} keeps of the source positions of a batch. An immutable value. */
interface Keys extends Memory {
  /**
   * How well each source position fits each query, padding too.
   *
   * @param queries {@code [B, T, Q]}
   * @return {@code [B, T, S]}
   */
  NDArray scores(NDArray queries);

  @Override
  Keys select(NDArray rows);

  @Override
  Keys attach(NDManager manager);
}
