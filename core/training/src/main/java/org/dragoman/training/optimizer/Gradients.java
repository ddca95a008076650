package org.dragoman.training.optimizer;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.nn.Parameter;
import java.util.Map;
import org.dragoman.runtime.engine.Torch;

/**
 * The gradients of weights, summed over backward passes. Call the methods with gradients off.
 *
 * @param parameters the weights by name
 */
public record Gradients(Torch torch, Map<String, Parameter> parameters) {

  /** Returns the norm of all gradients together. */
  public double norm() {
    double sum = 0;
    // An array that getGradient returns lives as long as its manager, so that must not be the
    // weights' own.
    try (NDManager scope = torch.manager().newSubManager()) {
      for (Parameter parameter : parameters.values()) {
        NDArray gradient = parameter.getArray().getGradient();
        gradient.attach(scope);
        double norm = gradient.norm().toType(DataType.FLOAT64, false).getDouble();
        sum += norm * norm;
      }
    }
    return Math.sqrt(sum);
  }

  /** Clips each value to {@code -limit} to {@code limit}. */
  void clip(double limit) {
    try (NDManager scope = torch.manager().newSubManager(ai.djl.Device.cpu())) {
      NDArray bound = scope.create(new double[] {limit});
      for (Parameter parameter : parameters.values()) {
        try (NDArray gradient = parameter.getArray().getGradient()) {
          torch.kernels().call("clip", gradient, bound).close();
        }
      }
    }
  }

  /** Sets the gradients to zero. */
  public void zero() {
    parameters.values().forEach(parameter -> torch.zeroGradient(parameter.getArray()));
  }
}
