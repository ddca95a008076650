package org.dragoman.plugins.context;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import java.util.function.Function;
import org.dragoman.spi.EncoderOutput;
import org.dragoman.spi.Memory;
import org.dragoman.spi.Ops;

/**
 * What attention computes from the source in advance. It is batch first, so that the batched
 * products need no copy.
 *
 * @param <K> the keys' type
 * @param ops selects rows
 * @param keys the keys, which queries are compared with
 * @param values {@code [B, S, M]}, whose weighted sums are the contexts
 * @param mask {@code [B, 1, S]}, 0 at real positions and a large negative number at padding
 */
record AttentionMemory<K extends Keys>(Ops ops, K keys, NDArray values, NDArray mask)
    implements Memory {

  /** Creates a memory with the encoder's states as values, and keys computed from them. */
  static <K extends Keys> AttentionMemory<K> of(
      Ops ops, EncoderOutput encoded, Function<NDArray, K> toKeys) {
    NDArray values = encoded.states().transpose(1, 0, 2);
    return new AttentionMemory<>(ops, toKeys.apply(values), values, Masks.rows(encoded));
  }

  /**
   * Computes the attention weights from the scores of all positions.
   *
   * @param scores {@code [B, T, S]}, including padding
   * @return {@code [B, T, S]}
   */
  NDArray weights(NDArray scores, Normalizer normalizer) {
    return normalizer.weights(scores.add(mask));
  }

  /** Returns the sums of the values weighted by {@code [B, T, S]}, together with the weights. */
  Attended attended(NDArray weights) {
    return new Attended(weights.batchMatMul(values), weights);
  }

  @Override
  public AttentionMemory<K> select(NDArray rows) {
    // The select of keys returns keys of the same type.
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
