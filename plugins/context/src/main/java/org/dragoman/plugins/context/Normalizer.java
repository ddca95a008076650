package org.dragoman.plugins.context;

import ai.djl.ndarray.NDArray;
import ai.djl.nn.Activation;

/** Turns scores into attention weights. */
interface Normalizer {
  /**
   * Computes weights that are not negative and sum to one in each row.
   *
   * @param scores {@code [..., S]}, a large negative number at padding, which gets the weight 0
   */
  NDArray weights(NDArray scores);

  /** {@code exp(e_s) / sum_r exp(e_r)}. */
  static NDArray softmax(NDArray scores) {
    return scores.softmax(-1);
  }

  /**
   * The point of the simplex that is nearest to the scores: {@code max(e_s - tau, 0)}, with tau
   * such that the sum is one. Martins and Astudillo 2016, algorithm 1. The support (the positions
   * with weights above 0) is found by sorting. It is constant near the scores, so the rest is
   * linear there and has the right gradient.
   */
  static NDArray sparsemax(NDArray scores) {
    NDArray constant = scores.stopGradient();
    NDArray top = constant.max(new int[] {-1}, true);
    NDArray sorted = constant.sub(top).neg().sort(-1).neg();
    NDArray ranks = sorted.onesLike().cumSum(-1);
    NDArray sums = sorted.cumSum(-1);
    // True for the first k scores, which are the support.
    NDArray within = sorted.mul(ranks).add(1).gt(sums).toType(scores.getDataType(), false);
    NDArray size = within.sum(new int[] {-1}, true);
    NDArray threshold = sorted.mul(within).sum(new int[] {-1}, true).sub(1).div(size);
    NDArray z = scores.sub(top);
    NDArray support = z.stopGradient().gt(threshold).toType(scores.getDataType(), false);
    // Counted again, because rounding may give this support another size than {@code size}.
    NDArray members = support.sum(new int[] {-1}, true);
    NDArray tau = z.mul(support).sum(new int[] {-1}, true).sub(1).div(members);
    return Activation.relu(z.sub(tau));
  }
}
