package org.dragoman.plugins.context;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import org.dragoman.spi.EncoderOutput;
import org.dragoman.spi.Memory;
import org.dragoman.spi.Ops;

/**
 * The source with its positions, for attention within a window.
 *
 * @param ops selects rows
 * @param source keys, values and mask
 * @param positions {@code [B, 1, S]}, counted from 1
 * @param lengths {@code [B, 1, 1]}, each sentence's own
 */
record LocalMemory(Ops ops, AttentionMemory<Keys> source, NDArray positions, NDArray lengths)
    implements Memory {

  static LocalMemory of(Ops ops, EncoderOutput encoded, Score score) {
    AttentionMemory<Keys> source = AttentionMemory.of(ops, encoded, score::keys);
    NDArray lengths = Masks.real(encoded).sum(new int[] {0}).expandDims(1).expandDims(2);
    return new LocalMemory(ops, source, source.mask().onesLike().cumSum(2), lengths);
  }

  /**
   * Computes weights that are above 0 in a window only and sum to one.
   *
   * @param queries {@code [B, T, Q]}
   * @param distances {@code [B, T, S]}, of positions from the middle
   * @param window the greatest distance from the middle at which a position counts
   * @return {@code [B, T, S]}
   */
  NDArray weights(NDArray queries, NDArray distances, int window) {
    NDArray outside = distances.stopGradient().abs().gt(window);
    NDArray scores = source.keys().scores(queries);
    NDArray masked = scores.add(Masks.out(ops, outside, scores.getDataType()));
    return source.weights(masked, Normalizer::softmax);
  }

  @Override
  public LocalMemory select(NDArray rows) {
    return new LocalMemory(
        ops, source.select(rows), ops.rows(positions, rows), ops.rows(lengths, rows));
  }

  @Override
  public LocalMemory attach(NDManager manager) {
    source.attach(manager);
    positions.attach(manager);
    lengths.attach(manager);
    return this;
  }
}
