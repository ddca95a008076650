package org.dragoman.training.optimizer;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.index.NDIndex;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Parameter;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.dragoman.runtime.engine.Torch;

/**
 * Updates weights by their gradients. Its state is arrays by the weights' names, which a checkpoint
 * stores. Call the methods with gradients off.
 */
public abstract class Optimizer implements AutoCloseable {
  private final Torch torch;
  private final Map<String, Parameter> parameters;
  private final NDManager manager;
  private final Map<String, NDArray> state = new LinkedHashMap<>();
  private long steps;

  /**
   * Creates an optimizer that has taken no step.
   *
   * @param parameters the weights that it changes, by name
   */
  Optimizer(Torch torch, Map<String, Parameter> parameters) {
    this.torch = torch;
    this.parameters = parameters;
    manager = torch.manager().newSubManager();
  }

  /** Creates the optimizer of a configuration. */
  public static Optimizer of(
      Torch torch, OptimizerConfig config, Map<String, Parameter> parameters) {
    return switch (config.type()) {
      case SGD -> new Sgd(torch, config, parameters);
      case ADAM, ADAMW -> new Adam(torch, config, parameters);
      case ADAFACTOR -> new Adafactor(torch, parameters);
    };
  }

  /** Adds an array of zeros to the state of each weight, called {@code SLOT.NAME}. */
  final void addState(String slot) {
    parameters.forEach((name, parameter) -> addState(slot, name, parameter.getArray().getShape()));
  }

  /** Adds an array of zeros to the state of one weight. */
  final void addState(String slot, String name, Shape shape) {
    NDArray weight = Objects.requireNonNull(parameters.get(name)).getArray();
    state.put(slot + "." + name, manager.zeros(shape, weight.getDataType()));
  }

  /** The array of a weight's state. */
  final NDArray state(String slot, String name) {
    return Objects.requireNonNull(state.get(slot + "." + name));
  }

  /**
   * Changes the weights by their gradients, which it may overwrite.
   *
   * @param rate the learning rate
   * @param scale the factor to multiply the gradients by first: one over the number of tokens or
   *     sentences, times the factor of clipping
   */
  public final void step(double rate, double scale) {
    steps++;
    try (NDManager scope = manager.newSubManager(Device.cpu())) {
      parameters.forEach(
          (name, parameter) -> {
            NDArray weight = parameter.getArray();
            try (NDArray gradient = weight.getGradient()) {
              step(name, weight, gradient, new Step(steps, rate, scale, scope));
            }
          });
    }
  }

  /**
   * The data of one step.
   *
   * @param number counted from 1
   * @param scope the manager of arrays made for the step, on the CPU
   */
  record Step(long number, double rate, double scale, NDManager scope) {
    /** Makes constants for a kernel. */
    NDArray constants(double... values) {
      return scope.create(values);
    }
  }

  /** Changes one weight in place by its gradient, which it may overwrite. */
  abstract void step(String name, NDArray weight, NDArray gradient, Step step);

  /** Calls a kernel that changes its arguments in place. */
  final void call(String kernel, NDArray... arguments) {
    torch.kernels().call(kernel, arguments).close();
  }

  /** The number of steps taken. */
  public final long steps() {
    return steps;
  }

  /** The state by name. */
  public final Map<String, NDArray> state() {
    return new LinkedHashMap<>(state);
  }

  /**
   * Restores a saved state; the arrays are copied.
   *
   * @throws IllegalArgumentException if an array is missing or has another shape; then the state is
   *     undefined
   */
  public final void restore(Map<String, NDArray> saved, long savedSteps) {
    state.forEach(
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
  public final void close() {
    manager.close();
  }
}
