package org.dragoman.training.optimizer;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.index.NDIndex;
import ai.djl.nn.Parameter;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.dragoman.runtime.engine.Torch;

/**
 * The exponential moving average of weights (Polyak and Juditsky 1992): {@code a' = d a + (1 - d)
 * w}. At the beginning the decay is less, {@code (1 + t) / (10 + t)} after t updates, so that the
 * initial weights are soon forgotten. Call the methods with gradients off.
 */
public final class AveragedWeights implements AutoCloseable {
  private static final String PREFIX = "average.";

  private final Torch torch;
  private final double decay;
  private final Map<String, Parameter> parameters;
  private final NDManager manager;
  private final Map<String, NDArray> averages = new LinkedHashMap<>();

  /**
   * Creates an average that begins with the current weights.
   *
   * @param config its decay is 0 for no average; then the weights are their own average
   */
  public AveragedWeights(Torch torch, AverageConfig config, Map<String, Parameter> parameters) {
    this.torch = torch;
    decay = config.decay();
    this.parameters = decay == 0 ? Map.of() : parameters;
    manager = torch.manager().newSubManager();
    this.parameters.forEach(
        (name, parameter) -> {
          NDArray copy = parameter.getArray().duplicate();
          copy.attach(manager);
          averages.put(name, copy);
        });
  }

  /**
   * Adds the current weights to the average.
   *
   * @param update the number of the last update
   */
  public void add(long update) {
    double now = Math.min(decay, (1.0 + update) / (10.0 + update));
    try (NDManager scope = manager.newSubManager(Device.cpu())) {
      NDArray constants = scope.create(new double[] {now});
      parameters.forEach(
          (name, parameter) ->
              torch
                  .kernels()
                  .call("moving_average", average(name), parameter.getArray(), constants)
                  .close());
    }
  }

  private NDArray average(String name) {
    return Objects.requireNonNull(averages.get(name));
  }

  /** Swaps the weights and their averages; a second call swaps them back. */
  public void swap() {
    try (NDManager scope = manager.newSubManager()) {
      parameters.forEach(
          (name, parameter) -> {
            NDArray weight = parameter.getArray();
            NDArray kept = weight.duplicate();
            kept.attach(scope);
            weight.set(new NDIndex(":"), average(name));
            average(name).set(new NDIndex(":"), kept);
          });
    }
  }

  /** Returns the averages, for a checkpoint. */
  public Map<String, NDArray> state() {
    Map<String, NDArray> state = new LinkedHashMap<>();
    averages.forEach((name, array) -> state.put(PREFIX + name, array));
    return state;
  }

  /**
   * Restores a saved state. If the run had no average, it begins with the weights, which must have
   * been restored before.
   */
  public void restore(Map<String, NDArray> saved) {
    averages.forEach(
        (name, array) -> {
          NDArray value = saved.get(PREFIX + name);
          array.set(
              new NDIndex(":"),
              value == null ? Objects.requireNonNull(parameters.get(name)).getArray() : value);
        });
  }

  @Override
  public void close() {
    manager.close();
  }
}
