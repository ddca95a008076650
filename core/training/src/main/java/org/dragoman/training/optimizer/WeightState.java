package org.dragoman.training.optimizer;

import ai.djl.ndarray.NDArray;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The state that training keeps in addition to the weights.
 *
 * @param optimizer the optimizer of the weights
 * @param average of the weights
 */
public record WeightState(Optimizer optimizer, AveragedWeights average) implements AutoCloseable {
  /** Returns the arrays by name, for a checkpoint. */
  public Map<String, NDArray> arrays() {
    Map<String, NDArray> arrays = new LinkedHashMap<>(optimizer.state());
    arrays.putAll(average.state());
    return arrays;
  }

  /**
   * Restores saved arrays; the weights must have been restored before.
   *
   * @param steps the number of steps that the optimizer had taken
   * @throws IllegalArgumentException if an array of the optimizer is missing or has another shape
   */
  public void restore(Map<String, NDArray> saved, long steps) {
    optimizer.restore(saved, steps);
    average.restore(saved);
  }

  @Override
  public void close() {
    optimizer.close();
    average.close();
  }
}
