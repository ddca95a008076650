package org.dragoman.plugins.cells;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.index.NDIndex;
import ai.djl.nn.core.Linear;
import java.util.HashMap;
import java.util.Map;

/** Projects parts of an input by their columns of the weight, each cut out once a batch. */
final class InputProjection {
  private final NDManager manager;
  private final NDArray weight;
  private final Map<Long, NDArray> columns = new HashMap<>();

  /**
   * @param manager of the batch
   * @param weight {@code [P, I]}
   */
  InputProjection(NDManager manager, NDArray weight) {
    this.manager = manager;
    this.weight = weight;
  }

  /** {@code [..., W]} times columns {@code offset} to {@code offset + W}: {@code [..., P]}. */
  NDArray apply(NDArray inputs, long offset) {
    long width = inputs.getShape().get(inputs.getShape().dimension() - 1);
    NDArray part =
        width == weight.getShape().get(1)
            ? weight
            : columns.computeIfAbsent(offset, start -> cut(start, width));
    return Linear.linear(inputs, part).singletonOrThrow();
  }

  private NDArray cut(long offset, long width) {
    NDArray part = weight.get(new NDIndex(":, " + offset + ":" + (offset + width)));
    part.attach(manager);
    return part;
  }
}
