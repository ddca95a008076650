package org.dragoman.plugins.context;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Parameter;
import ai.djl.training.initializer.ConstantInitializer;
import ai.djl.training.initializer.Initializer;
import ai.djl.training.initializer.UniformInitializer;

/** Creates the parameters of attention. */
final class Weights {
  private Weights() {}

  /**
   * Creates a matrix {@code [out, in]}, initialized uniformly in plus or minus one over the square
   * root of {@code in}.
   */
  static Parameter matrix(String name, long out, long in) {
    return uniform(name, new Shape(out, in), in);
  }

  /**
   * Creates an array, initialized uniformly in plus or minus one over the square root of its number
   * of inputs.
   */
  static Parameter uniform(String name, Shape shape, long inputs) {
    return parameter(
        name,
        Parameter.Type.WEIGHT,
        shape,
        new UniformInitializer((float) (1 / Math.sqrt((double) inputs))));
  }

  /** Creates a vector {@code [size]}, initialized with one value. */
  static Parameter constant(String name, long size, double value) {
    return parameter(
        name, Parameter.Type.BIAS, new Shape(size), new ConstantInitializer((float) value));
  }

  private static Parameter parameter(
      String name, Parameter.Type type, Shape shape, Initializer initializer) {
    return Parameter.builder()
        .setName(name)
        .setType(type)
        .optShape(shape)
        .optInitializer(initializer)
        .build();
  }

  /**
   * Returns a view of a parameter that the given manager owns; results computed from it belong to
   * that manager, too.
   */
  static NDArray view(Parameter weight, NDManager manager) {
    NDArray view = weight.getArray().reshape(weight.getShape());
    view.attach(manager);
    return view;
  }
}
