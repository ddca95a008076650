package org.dragoman.runtime.inference;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import java.util.List;

/** How the probabilities of an ensemble's members are averaged. */
public enum Averaging {
  /**
   * The mean of the log-probabilities (a geometric mean), normalised again so that the
   * probabilities of all tokens add up to 1: a token must please all members.
   */
  LOG {
    @Override
    NDArray ofSeveral(NDArray stacked) {
      return stacked.mean(new int[] {0}).logSoftmax(-1);
    }
  },
  /** The logarithm of the mean probability: a token that one member is sure of stays likely. */
  PROBABILITY {
    @Override
    NDArray ofSeveral(NDArray stacked) {
      // Relative to the greatest, because small probabilities would become zero.
      NDArray greatest = stacked.max(new int[] {0}, true);
      return stacked.sub(greatest).exp().mean(new int[] {0}, true).log().add(greatest).squeeze(0);
    }
  };

  /**
   * Averages several distributions.
   *
   * @param members log-probabilities of each, all of the shape {@code [rows, V]}
   * @return {@code [rows, V]}, log-probabilities; those of a single member are returned unchanged
   */
  NDArray of(List<NDArray> members) {
    return members.size() == 1 ? members.get(0) : ofSeveral(NDArrays.stack(new NDList(members)));
  }

  /** {@code [members, rows, V]} to {@code [rows, V]}. */
  abstract NDArray ofSeveral(NDArray stacked);
}
