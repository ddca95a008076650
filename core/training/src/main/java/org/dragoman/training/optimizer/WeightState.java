package org.dragoman.training.optimizer;

import ai.djl.ndarray.NDArray;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * All that training keeps of the weights besides themselves.
 *
 * @param optimizer that changes them
 * @param average of them
 */
public record WeightState(Optimizer optimizer, AveragedWeights average) implements AutoCloseable {
  /** The arrays by name, for a checkpoint. */
  public Map<String, NDArray> arrays() {
    Map<String, NDArray> arrays = new LinkedHashMap<>(optimizer.state());
    arrays.putAll(average.state());
    return arrays;
  }

  /**
   * Goes on from saved arrays, after the weights were restored.
   *
   * @param steps that the optimizer had taken
   * @throws IllegalArgumentException where an array of the optimizer is missing or of another shape
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
