package org.dragoman.plugins.search;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.index.NDIndex;
import ai.djl.ndarray.types.DataType;
import java.util.Arrays;

/**
 * The distributions of a step. Rows are copied to the JVM in blocks, when they are needed: all rows
 * at once would take gigabytes for many samples and a large vocabulary.
 */
final class Distributions {
  /** The greatest number of values copied at once, but at least a row: 16 MiB. */
  private static final int BLOCK = 1 << 22;

  private final NDArray logProbabilities;
  private final int rows;
  private final int vocabulary;
  private final int rowsOfBlock;
  private float[] values = {};
  private int block = -1;

  private Distributions(NDArray logProbabilities, int block) {
    this.logProbabilities = logProbabilities;
    rows = Math.toIntExact(logProbabilities.getShape().get(0));
    vocabulary = Math.toIntExact(logProbabilities.getShape().get(1));
    rowsOfBlock = Math.max(1, block / vocabulary);
  }

  /**
   * Creates the distributions of a step; they are valid as long as its array is.
   *
   * @param logProbabilities {@code [rows, V]}
   */
  static Distributions of(NDArray logProbabilities) {
    return new Distributions(logProbabilities, BLOCK);
  }

  /** Creates the distributions with another block size. */
  static Distributions of(NDArray logProbabilities, int block) {
    return new Distributions(logProbabilities, block);
  }

  /**
   * Returns the log-probabilities of a row. It frees every array that it makes. It is fastest if
   * rows are read in order.
   */
  float[] row(int row) {
    if (row / rowsOfBlock != block) {
      block = row / rowsOfBlock;
      values = read(block * rowsOfBlock, Math.min(rows, (block + 1) * rowsOfBlock));
    }
    int first = row % rowsOfBlock * vocabulary;
    return Arrays.copyOfRange(values, first, first + vocabulary);
  }

  private float[] read(int from, int to) {
    try (NDManager scratch = logProbabilities.getManager().newSubManager()) {
      NDArray slice = logProbabilities.get(new NDIndex("{}:{}", from, to));
      slice.attach(scratch);
      NDArray read = slice.toType(DataType.FLOAT32, true);
      read.attach(scratch);
      return read.toFloatArray();
    }
  }
}
