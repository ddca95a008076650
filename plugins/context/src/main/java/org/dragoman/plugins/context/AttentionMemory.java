package org.dragoman.plugins.context;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import org.dragoman.spi.ContextState;
import org.dragoman.spi.ContextStep;
import org.dragoman.spi.EncoderOutput;
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

  /** The memory of encoder states and of keys made from them, both {@code [B, S, ...]}. */
  static AttentionMemory of(Ops ops, EncoderOutput encoded, NDArray keys, NDArray values) {
    return new AttentionMemory(ops, keys, values, encoded.mask().transpose().expandDims(1));
  }

  /**
   * The contexts that scores give.
   *
   * @param scores {@code [B, T, S]}
   * @return contexts {@code [B, T, M]} and weights {@code [B, T, S]}
   */
  Attended attend(NDArray scores) {
    NDArray weights = scores.add(mask).softmax(-1);
    return new Attended(weights.batchMatMul(values), weights);
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

  /** Contexts and weights, batch first. */
  record Attended(NDArray contexts, NDArray weights) {
    /** The outcome of a step with T = 1. */
    ContextStep toStep() {
      return new ContextStep(contexts.squeeze(1), weights.squeeze(1), ContextState.NONE);
    }
  }
}
