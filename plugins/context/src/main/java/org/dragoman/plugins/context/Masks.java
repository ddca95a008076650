package org.dragoman.plugins.context;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.DataType;
import org.dragoman.spi.EncoderOutput;
import org.dragoman.spi.Ops;

/** Computes masks for attention from an encoder's mask. They have no gradient. */
final class Masks {
  private static final double OUT = -1e30;

  private Masks() {}

  /** Returns {@code [B, 1, S]}: 0 at real positions, a large negative number at padding. */
  static NDArray rows(EncoderOutput encoded) {
    return encoded.mask().transpose().expandDims(1);
  }

  /** Returns {@code [S, B]}: 1 at real positions, 0 at padding. */
  static NDArray real(EncoderOutput encoded) {
    NDArray mask = encoded.mask();
    return number(mask.gte(0), mask.getDataType());
  }

  /**
   * Returns a large negative number where a condition is true, and 0 elsewhere.
   *
   * @param condition BOOLEAN, of any shape
   */
  static NDArray out(Ops ops, NDArray condition, DataType type) {
    return ops.scale(number(condition, type), OUT);
  }

  /** Returns 1 where a condition is true, and 0 elsewhere. */
  static NDArray number(NDArray condition, DataType type) {
    return condition.toType(type, false);
  }
}
