package org.dragoman.plugins.context;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import org.dragoman.spi.Memory;

/**
 * What a {@link Score} computes from the source positions of a batch in advance. An immutable
 * value.
 */
interface Keys extends Memory {
  /**
   * Computes the score of each source position for each query, including padding.
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
