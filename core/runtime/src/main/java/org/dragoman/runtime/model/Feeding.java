package org.dragoman.runtime.model;

import ai.djl.ndarray.NDArray;
import org.jspecify.annotations.Nullable;

/**
 * Feeds the decoder its own words in place of the reference's, in training: scheduled sampling
 * (Bengio et al. 2015, arXiv:1506.03099).
 */
@FunctionalInterface
public interface Feeding {
  /**
   * What the decoder is fed at a step.
   *
   * @param step from 1 on; at step 0 it is the start mark
   * @param readout {@code [B, R]} of the step before, without dropout
   * @return null where all rows are fed the reference
   */
  @Nullable Own at(int step, NDArray readout);

  /**
   * Words of the model's own.
   *
   * @param vectors {@code [B, E]}, embedded
   * @param rows {@code [B, 1]}, BOOLEAN: which of the batch are fed them
   */
  record Own(NDArray vectors, NDArray rows) {}
}
