package org.dragoman.plugins.cells;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.index.NDIndex;
import java.util.HashMap;
import java.util.Map;
import org.dragoman.spi.Ops;

/** Projects parts of an input by their columns of the weight, each cut out once a batch. */
final class InputProjection {
  private final Ops ops;
  private final NDManager manager;
  private final NDArray weight;
  private final Map<Columns, NDArray> cuts = new HashMap<>();

  /**
   * @param ops computes the product
   * @param manager of the batch
   * @param weight {@code [P, I]}
   */
  InputProjection(Ops ops, NDManager manager, NDArray weight) {
    this.ops = ops;
    this.manager = manager;
    this.weight = weight;
  }

  /** {@code [..., W]} times columns {@code offset} to {@code offset + W}: {@code [..., P]}. */
  NDArray apply(NDArray inputs, long offset) {
    long width = inputs.getShape().get(inputs.getShape().dimension() - 1);
    NDArray part =
        width == weight.getShape().get(1)
            ? weight
            : cuts.computeIfAbsent(new Columns(offset, width), this::cut);
    return ops.linear(inputs, part, null);
  }

  /** Columns of the weight, from {@code offset} on. */
  private record Columns(long offset, long width) {}

  private NDArray cut(Columns columns) {
    long end = columns.offset() + columns.width();
    NDArray part = weight.get(new NDIndex(":, " + columns.offset() + ":" + end));
    part.attach(manager);
    return part;
  }
}
