package org.dragoman.plugins.context;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.nn.Parameter;
import java.util.List;
import java.util.function.UnaryOperator;
import org.dragoman.spi.Ops;

/**
 * The dot product of a query and a key, which is computed from an encoder state. The scores of all
 * steps are one batched product.
 *
 * @param toKeys computes {@code [B, S, Q]} from encoder states {@code [B, S, M]}
 */
record ProductScore(Ops ops, List<Parameter> parameters, UnaryOperator<NDArray> toKeys)
    implements Score {

  /** {@code q . m}. */
  static ProductScore dot(Ops ops, long memorySize, long querySize) {
    requireSameWidth("dot", memorySize, querySize);
    return new ProductScore(ops, List.of(), states -> states);
  }

  /** {@code q . m / sqrt(Q)}. */
  static ProductScore scaledDot(Ops ops, long memorySize, long querySize) {
    requireSameWidth("scaled-dot", memorySize, querySize);
    double factor = 1 / Math.sqrt((double) querySize);
    return new ProductScore(ops, List.of(), states -> ops.scale(states, factor));
  }

  /** {@code q . (W m)}. */
  static ProductScore general(Ops ops, long memorySize, long querySize) {
    Parameter key = Weights.matrix("key", querySize, memorySize);
    return new ProductScore(ops, List.of(key), states -> ops.linear(states, key.getArray(), null));
  }

  private static void requireSameWidth(String name, long memorySize, long querySize) {
    if (memorySize != querySize) {
      throw new IllegalArgumentException(
          ("'%s' multiplies the decoder's state by the encoder's states, so both must be equally"
                  + " wide; the decoder's state has %d units and an encoder's state has %d (of both"
                  + " directions together). Give model.decoder.cell the size %d, or change"
                  + " model.encoder, or take 'general', which maps one to the other.")
              .formatted(name, querySize, memorySize, memorySize));
    }
  }

  @Override
  public Keys keys(NDArray states) {
    return new Products(ops, toKeys.apply(states));
  }

  /** {@code [B, S, Q]}. */
  private record Products(Ops ops, NDArray keys) implements Keys {
    @Override
    public NDArray scores(NDArray queries) {
      return queries.batchMatMul(keys.transpose(0, 2, 1));
    }

    @Override
    public Keys select(NDArray rows) {
      return new Products(ops, ops.rows(keys, rows));
    }

    @Override
    public Keys attach(NDManager manager) {
      keys.attach(manager);
      return this;
    }
  }
}
