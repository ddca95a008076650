package org.dragoman.plugins.context;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import java.util.function.Function;
import org.dragoman.spi.EncoderOutput;
import org.dragoman.spi.Memory;
import org.dragoman.spi.Ops;

/**
 * What attention prepares of the source, batch first so that the batched products need no copy.
 *
 * @param <K> the keys' type
 * @param ops picks rows
 * @param keys what queries are compared with
 * @param values {@code [B, S, M]}, what contexts are made of
 * @param mask {@code [B, 1, S]}, 0 at real positions and a large negative number at padding
 */
record AttentionMemory<K extends Keys>(Ops ops, K keys, NDArray values, NDArray mask)
    implements Memory {

  /** Takes the encoder's states as values, and keys made of them. */
  static <K extends Keys> AttentionMemory<K> of(
      Ops ops, EncoderOutput encoded, Function<NDArray, K> toKeys) {
    NDArray values = encoded.states().transpose(1, 0, 2);
    return new AttentionMemory<>(ops, toKeys.apply(values), values, Masks.rows(encoded));
  }

  /**
   * Weights of the scores of all positions.
   *
   * @param scores {@code [B, T, S]}, padding too
   * @return {@code [B, T, S]}
   */
  NDArray weights(NDArray scores, Normalizer normalizer) {
    return normalizer.weights(scores.add(mask));
  }

  /** Sums of values weighted by {@code [B, T, S]}, beside the weights. */
  Attended attended(NDArray weights) {
    return new Attended(weights.batchMatMul(values), weights);
  }

  @Override
  public AttentionMemory<K> select(NDArray rows) {
    // Keys select keys of their own type.
    @SuppressWarnings("unchecked")
    K selected = (K) keys.select(rows);
    return new AttentionMemory<>(ops, selected, ops.rows(values, rows), ops.rows(mask, rows));
  }

  @Override
  public AttentionMemory<K> attach(NDManager manager) {
    keys.attach(manager);
    values.attach(manager);
    mask.attach(manager);
    return this;
  }
}
