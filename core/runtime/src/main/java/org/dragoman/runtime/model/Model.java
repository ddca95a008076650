package org.dragoman.runtime.model;

import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.nn.Parameter;
import java.util.Map;

/**
 * A recurrent network of any shape, as those see it who train, save and load its weights. What goes
 * in and comes out is a matter of each implementation, such as {@link EncoderDecoder}.
 */
public interface Model {
  /**
   * Return all weights by the names that they have in a bundle, in a fixed order. A weight that is
   * used in several places occurs once.
   */
  Map<String, Parameter> parameters();

  /**
   * Return whether a sentence may begin with the state that the one before it in its document left.
   */
  boolean carriesState();

  /**
   * Draws the initial weights from the engine's seeded random numbers.
   *
   * @param manager gets the weights
   * @param type of the weights
   */
  default void initialize(NDManager manager, DataType type) {
    parameters().values().forEach(parameter -> parameter.initialize(manager, type));
  }

  /** Gives the weights up. */
  default void close() {
    parameters().values().forEach(Parameter::close);
  }
}
