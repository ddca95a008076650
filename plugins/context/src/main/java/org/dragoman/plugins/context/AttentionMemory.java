package org.dragoman.plugins.context;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import org.dragoman.spi.Memory;
import org.dragoman.spi.Ops;

/**
 * What attention prepares of the source, batch first so that the batched products need no copy.
 *
 * @param ops picks rows
 * @param keys {@code [B, S, K]}, what queries are compared with
 * @param values {@code [B, S, M]}, what contexts are made of
 * @param mask {@code [B, 1, S]}, 0 at real positions and a large negative number at padding
 */
record AttentionMemory(Ops ops, NDArray keys, NDArray values, NDArray mask) implements Memory {

  /** Sums of values weighted by {@code [B, T, S]}: {@code [B, T, M]}. */
  NDArray contexts(NDArray weights) {
    return weights.batchMatMul(values);
  }

  @Override
  public AttentionMemory select(NDArray rows) {
    return new AttentionMemory(
        ops, ops.rows(keys, rows), ops.rows(values, rows), ops.rows(mask, rows));
  }

  @Override
  public AttentionMemory attach(NDManager manager) {
    keys.attach(manager);
    values.attach(manager);
    mask.attach(manager);
    return this;
  }
}
