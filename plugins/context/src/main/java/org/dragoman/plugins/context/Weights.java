package org.dragoman.plugins.context;

import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Parameter;
import ai.djl.training.initializer.UniformInitializer;

/** Makes the weights of attention. */
final class Weights {
  private Weights() {}

  /**
   * A matrix {@code [out, in]}, at first uniform in plus or minus one over the root of {@code in}.
   */
  static Parameter matrix(String name, long out, long in) {
    return Parameter.builder()
        .setName(name)
        .setType(Parameter.Type.WEIGHT)
        .optShape(new Shape(out, in))
        .optInitializer(new UniformInitializer((float) (1 / Math.sqrt(in))))
        .build();
  }
}
