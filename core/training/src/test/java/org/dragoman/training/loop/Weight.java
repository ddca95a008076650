package org.dragoman.training.loop;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Parameter;
import ai.djl.training.initializer.Initializer;
import org.dragoman.runtime.engine.GradMode;
import org.dragoman.runtime.engine.Torch;

/** Weights and gradients made by hand. */
public final class Weight {
  private Weight() {}

  public static Parameter of(Torch torch, String name, float... values) {
    Parameter parameter =
        Parameter.builder()
            .setName(name)
            .setType(Parameter.Type.WEIGHT)
            .optShape(new Shape(values.length))
            .optInitializer(
                new Initializer() {
                  @Override
                  public NDArray initialize(NDManager manager, Shape shape, DataType type) {
                    return manager.create(values).duplicate();
                  }
                })
            .build();
    parameter.initialize(torch.manager(), DataType.FLOAT32);
    return parameter;
  }

  /** Adds to a weight's gradient. */
  public static void addGradient(Torch torch, Parameter parameter, float... gradient) {
    try (NDManager scope = torch.manager().newSubManager();
        GradMode on = GradMode.on()) {
      NDArray output = parameter.getArray().add(0);
      output.attach(scope);
      torch.backward(output, scope.create(gradient, output.getShape()));
    }
  }

  public static float[] gradient(Parameter parameter) {
    try (NDArray gradient = parameter.getArray().getGradient()) {
      return gradient.toFloatArray();
    }
  }
}
