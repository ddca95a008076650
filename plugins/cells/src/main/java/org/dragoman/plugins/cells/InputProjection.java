package org.dragoman.plugins.cells;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.index.NDIndex;
import ai.djl.ndarray.types.Shape;
import java.util.HashMap;
import java.util.Map;
import org.dragoman.spi.Ops;
import org.jspecify.annotations.Nullable;

/**
 * Projects parts of an input by their columns of the weight. It cuts out each block of columns once
 * per batch.
 */
final class InputProjection {
  private final Ops ops;
  private final NDManager manager;
  private final @Nullable NDArray weight;
  private final long width;
  private final Map<Columns, NDArray> cuts = new HashMap<>();

  /**
   * @param ops computes the product
   * @param manager of the batch
   * @param weight {@code [P, I]}, or null if I is 0; all projections are zeros then
   * @param width P
   */
  InputProjection(Ops ops, NDManager manager, @Nullable NDArray weight, long width) {
    this.ops = ops;
    this.manager = manager;
    this.weight = weight;
    this.width = width;
  }

  /**
   * Multiplies inputs {@code [..., W]} by the columns {@code offset} to {@code offset + W} of the
   * weight; returns {@code [..., P]}.
   */
  NDArray apply(NDArray inputs, long offset) {
    Shape shape = inputs.getShape();
    int last = shape.dimension() - 1;
    if (weight == null) {
      return inputs
          .getManager()
          .zeros(shape.slice(0, last).addAll(new Shape(width)), inputs.getDataType());
    }
    long columns = shape.get(last);
    NDArray part =
        columns == weight.getShape().get(1)
            ? weight
            : cuts.computeIfAbsent(new Columns(offset, columns), at -> cut(weight, at));
    return ops.linear(inputs, part, null);
  }

  /** Columns of the weight, from {@code offset} on. */
  private record Columns(long offset, long width) {}

  private NDArray cut(NDArray from, Columns columns) {
    long end = columns.offset() + columns.width();
    NDArray part = from.get(new NDIndex(":, " + columns.offset() + ":" + end));
    part.attach(manager);
    return part;
  }
}
