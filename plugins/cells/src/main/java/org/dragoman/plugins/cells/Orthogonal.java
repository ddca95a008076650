package org.dragoman.plugins.cells;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import java.util.stream.IntStream;

/** Random orthogonal matrices. */
final class Orthogonal {
  private Orthogonal() {}

  /**
   * Draws an orthogonal matrix from the uniform distribution: it makes the rows of a normal random
   * matrix orthonormal by the modified Gram-Schmidt process.
   *
   * @return {@code [N, N]}
   */
  static NDArray draw(NDManager manager, long n, DataType type) {
    double[][] rows = new double[(int) n][];
    try (NDArray normal = manager.randomNormal(0, 1, new Shape(n, n), DataType.FLOAT64)) {
      double[] values = normal.toDoubleArray();
      for (int i = 0; i < n; i++) {
        rows[i] = java.util.Arrays.copyOfRange(values, (int) (i * n), (int) ((i + 1) * n));
      }
    }
    orthonormalize(rows);
    double[] values =
        java.util.Arrays.stream(rows).flatMapToDouble(java.util.Arrays::stream).toArray();
    try (NDArray array = manager.create(values, new Shape(n, n))) {
      return type == DataType.FLOAT64 ? array.duplicate() : array.toType(type, true);
    }
  }

  private static void orthonormalize(double[][] rows) {
    for (int i = 0; i < rows.length; i++) {
      double[] row = rows[i];
      double norm = Math.sqrt(dot(row, row));
      for (int k = 0; k < row.length; k++) {
        row[k] /= norm;
      }
      IntStream.range(i + 1, rows.length).parallel().forEach(j -> remove(row, rows[j]));
    }
  }

  /** Subtracts from a vector its projection on a unit vector. */
  private static void remove(double[] unit, double[] from) {
    double along = dot(unit, from);
    for (int k = 0; k < from.length; k++) {
      from[k] -= along * unit[k];
    }
  }

  private static double dot(double[] a, double[] b) {
    double sum = 0;
    for (int k = 0; k < a.length; k++) {
      sum += a[k] * b[k];
    }
    return sum;
  }
}
