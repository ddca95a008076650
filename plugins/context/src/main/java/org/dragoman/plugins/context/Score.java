package org.dragoman.plugins.context;

import ai.djl.ndarray.NDArray;
import ai.djl.nn.Parameter;
import java.util.List;

/** A function, with or without weights, that tells how well a source position fits a query. */
interface Score {
  /** The weights, in a fixed order. */
  List<Parameter> parameters();

  /**
   * Computes what depends on the source alone.
   *
   * @param states of the encoder, {@code [B, S, M]}
   */
  Keys keys(NDArray states);
}
