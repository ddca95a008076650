package org.dragoman.training.optimizer;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.index.NDIndex;
import ai.djl.ndarray.types.DataType;
import ai.djl.nn.Parameter;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.dragoman.runtime.engine.Torch;

/**
 * Adam (Kingma and Ba 2015, arXiv:1412.6980) with bias correction. Its state is plain arrays by the
 * weights' names, so that a checkpoint can hold it.
 */
public final class Adam implements AutoCloseable {
  private final Torch torch;
  private final OptimizerConfig config;
  private final Map<String, Parameter> parameters;
  private final NDManager manager;
  private final Map<String, NDArray> means = new LinkedHashMap<>();
  private final Map<String, NDArray> variances = new LinkedHashMap<>();
  private long steps;

  public Adam(Torch torch, OptimizerConfig config, Map<String, Parameter> parameters) {
    this.torch = torch;
    this.config = config;
    this.parameters = parameters;
    manager = torch.manager().newSubManager();
    parameters.forEach(
        (name, parameter) -> {
          NDArray weight = parameter.getArray();
          means.put(name, manager.zeros(weight.getShape(), weight.getDataType()));
          variances.put(name, manager.zeros(weight.getShape(), weight.getDataType()));
        });
  }

  /** Norm of the gradients of all weights together. To be called with gradients off. */
  public double gradientNorm() {
    double sum = 0;
    // What is read from an array lives as long as its manager, which must not be the weights' own.
    try (NDManager scope = manager.newSubManager()) {
      for (Parameter parameter : parameters.values()) {
        NDArray gradient = parameter.getArray().getGradient();
        gradient.attach(scope);
        double norm = gradient.norm().toType(DataType.FLOAT64, false).getDouble();
        sum += norm * norm;
      }
    }
    return Math.sqrt(sum);
  }

  /**
   * Changes the weights by their gradients. To be called with gradients off.
   *
   * @param rate the learning rate
   * @param scale what the gradients are multiplied by first: one over what the loss was summed
   *     over, and clipping
   */
  public void step(double rate, double scale) {
    steps++;
    double[] constants = {
      scale,
      config.beta1(),
      config.beta2(),
      config.epsilon(),
      rate / (1 - Math.pow(config.beta1(), steps)),
      Math.sqrt(1 - Math.pow(config.beta2(), steps))
    };
    try (NDManager scope = manager.newSubManager(Device.cpu())) {
      NDArray hyper = scope.create(constants);
      parameters.forEach(
          (name, parameter) -> {
            NDArray weight = parameter.getArray();
            try (NDArray gradient = weight.getGradient()) {
              torch
                  .kernels()
                  .call("adam", weight, gradient, of(means, name), of(variances, name), hyper)
                  .close();
            }
          });
    }
  }

  private static NDArray of(Map<String, NDArray> arrays, String name) {
    return Objects.requireNonNull(arrays.get(name));
  }

  /** Sets all gradients to zero. */
  public void zeroGradients() {
    parameters.values().forEach(parameter -> torch.zeroGradient(parameter.getArray()));
  }

  /** The number of steps taken. */
  public long steps() {
    return steps;
  }

  /** The state by name: {@code mean.NAME} and {@code variance.NAME}. */
  public Map<String, NDArray> state() {
    Map<String, NDArray> state = new LinkedHashMap<>();
    means.forEach((name, array) -> state.put("mean." + name, array));
    variances.forEach((name, array) -> state.put("variance." + name, array));
    return state;
  }

  /**
   * Goes on from a saved state; the arrays are copied.
   *
   * @throws IllegalArgumentException where an array is missing or of another shape; then the state
   *     is undefined
   */
  public void restore(Map<String, NDArray> saved, long savedSteps) {
    state()
        .forEach(
            (name, array) -> {
              NDArray value = saved.get(name);
              if (value == null || !value.getShape().equals(array.getShape())) {
                throw new IllegalArgumentException(
                    "the optimizer's " + name + " is missing or of another shape");
              }
              array.set(new NDIndex(":"), value);
            });
    steps = savedSteps;
  }

  @Override
  public void close() {
    manager.close();
  }
}
