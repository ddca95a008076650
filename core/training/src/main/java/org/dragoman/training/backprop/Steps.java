package org.dragoman.training.backprop;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.index.NDIndex;
import ai.djl.ndarray.types.Shape;
import org.dragoman.runtime.engine.NativeCopy;
import org.dragoman.spi.Lengths;

/**
 * A range of steps of a padded batch.
 *
 * @param lengths of the whole sequences
 * @param from the first step
 * @param to the step after the last
 */
record Steps(Lengths lengths, int from, int to) {

  /**
   * Returns these steps of an array.
   *
   * @param array {@code [T, ...]}
   * @param manager gets the result
   */
  NDArray of(NDArray array, NDManager manager) {
    NDArray part = array.get(new NDIndex("{}:{}", from, to));
    part.attach(manager);
    return part;
  }

  /**
   * Returns the lengths within these steps. A sequence without a step here has length 1; its output
   * has no meaning.
   */
  Lengths within() {
    int[] within = new int[lengths.batchSize()];
    for (int b = 0; b < within.length; b++) {
      within[b] = Math.max(1, Math.min(lengths.get(b), to) - from);
    }
    return Lengths.of(within);
  }

  /** Returns whether every sequence has a step here. */
  boolean areInAll() {
    for (int b = 0; b < lengths.batchSize(); b++) {
      if (lengths.get(b) <= from) {
        return false;
      }
    }
    return true;
  }

  /** Returns {@code [B, 1]}, BOOLEAN: whether each sequence has a step here. */
  NDArray present(NDManager manager) {
    boolean[] present = new boolean[lengths.batchSize()];
    for (int b = 0; b < present.length; b++) {
      present[b] = lengths.get(b) > from;
    }
    return NativeCopy.of(manager.create(present)).reshape(new Shape(present.length, 1));
  }

  /** Returns {@code [B, 1]}, BOOLEAN: whether each sequence ends here. */
  NDArray ending(NDManager manager) {
    boolean[] ending = new boolean[lengths.batchSize()];
    for (int b = 0; b < ending.length; b++) {
      ending[b] = lengths.get(b) > from && lengths.get(b) <= to;
    }
    return NativeCopy.of(manager.create(ending)).reshape(new Shape(ending.length, 1));
  }

  /** Returns the number of real positions here. */
  int count() {
    int count = 0;
    for (int b = 0; b < lengths.batchSize(); b++) {
      count += Math.max(0, Math.min(lengths.get(b), to) - from);
    }
    return count;
  }

  /** Returns {@code [N]}, INT64: the indices of the real positions in these steps, flattened. */
  NDArray unpaddedPositions(NDManager manager) {
    int batch = lengths.batchSize();
    long[] positions = new long[count()];
    int n = 0;
    for (int t = from; t < to; t++) {
      for (int b = 0; b < batch; b++) {
        if (t < lengths.get(b)) {
          positions[n++] = (long) (t - from) * batch + b;
        }
      }
    }
    return NativeCopy.of(manager.create(positions));
  }
}
