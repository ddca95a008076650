package org.dragoman.runtime.engine.check;

import java.util.Arrays;
import java.util.List;
import java.util.function.DoubleBinaryOperator;
import java.util.function.DoubleUnaryOperator;

/**
 * A matrix of doubles in row-major order with its gradient: the reference for checking the engine.
 * It shares no code with the engine, and is written to be readable, not fast.
 */
final class Matrix {
  private final Tape tape;
  private final int rows;
  private final int columns;
  private final double[] values;
  private final double[] gradient;

  Matrix(Tape tape, int rows, int columns, double[] values) {
    if (values.length != rows * columns) {
      throw new IllegalArgumentException(
          "%d values for %d rows of %d".formatted(values.length, rows, columns));
    }
    this.tape = tape;
    this.rows = rows;
    this.columns = columns;
    this.values = values;
    gradient = new double[values.length];
  }

  private Matrix result(int rows, int columns) {
    return new Matrix(tape, rows, columns, new double[rows * columns]);
  }

  int rows() {
    return rows;
  }

  int columns() {
    return columns;
  }

  double get(int row, int column) {
    return values[row * columns + column];
  }

  /** Returns the values, not a copy. */
  double[] values() {
    return values;
  }

  /** Returns the gradient, not a copy, in the order of the values. */
  double[] gradient() {
    return gradient;
  }

  /**
   * Computes {@code x W^T}: this is {@code [M, K]}, the weight {@code [N, K]}, the result {@code
   * [M, N]}.
   */
  Matrix timesTransposed(Matrix weight) {
    Matrix result = result(rows, weight.rows);
    for (int i = 0; i < rows; i++) {
      for (int j = 0; j < weight.rows; j++) {
        double sum = 0;
        for (int k = 0; k < columns; k++) {
          sum += values[i * columns + k] * weight.values[j * columns + k];
        }
        result.values[i * weight.rows + j] = sum;
      }
    }
    tape.record(() -> backOfProduct(weight, result));
    return result;
  }

  private void backOfProduct(Matrix weight, Matrix result) {
    for (int i = 0; i < rows; i++) {
      for (int j = 0; j < weight.rows; j++) {
        double g = result.gradient[i * weight.rows + j];
        for (int k = 0; g != 0 && k < columns; k++) {
          gradient[i * columns + k] += g * weight.values[j * columns + k];
          weight.gradient[j * columns + k] += g * values[i * columns + k];
        }
      }
    }
  }

  Matrix transposed() {
    int[] places = new int[values.length];
    for (int i = 0; i < places.length; i++) {
      places[i] = i % rows * columns + i / rows;
    }
    return pick(columns, rows, places);
  }

  /** Selects the values at places of this matrix, in row-major order; places may repeat. */
  Matrix pick(int rows, int columns, int[] places) {
    Matrix result = result(rows, columns);
    for (int i = 0; i < places.length; i++) {
      result.values[i] = values[places[i]];
    }
    tape.record(
        () -> {
          for (int i = 0; i < places.length; i++) {
            gradient[places[i]] += result.gradient[i];
          }
        });
    return result;
  }

  /** Selects rows by their numbers; rows may repeat. */
  Matrix rows(int... numbers) {
    int[] places = new int[numbers.length * columns];
    for (int i = 0; i < places.length; i++) {
      places[i] = numbers[i / columns] * columns + i % columns;
    }
    return pick(numbers.length, columns, places);
  }

  /** Returns the rows from one to another, exclusive. */
  Matrix rowRange(int from, int to) {
    int[] numbers = new int[to - from];
    Arrays.setAll(numbers, i -> from + i);
    return rows(numbers);
  }

  /** Returns the columns from one to another, exclusive. */
  Matrix columnRange(int from, int to) {
    int width = to - from;
    int[] places = new int[rows * width];
    for (int i = 0; i < places.length; i++) {
      places[i] = i / width * columns + from + i % width;
    }
    return pick(rows, width, places);
  }

  /** Stacks matrices of the same width, one below the other. */
  static Matrix stacked(List<Matrix> parts) {
    Matrix first = parts.get(0);
    Matrix result = first.result(parts.stream().mapToInt(Matrix::rows).sum(), first.columns);
    int begin = 0;
    for (Matrix part : parts) {
      int from = begin;
      System.arraycopy(part.values, 0, result.values, from, part.values.length);
      first.tape.record(
          () -> {
            for (int i = 0; i < part.values.length; i++) {
              part.gradient[i] += result.gradient[from + i];
            }
          });
      begin += part.values.length;
    }
    return result;
  }

  /** Computes the sum; a single row or column of the other matrix is broadcast. */
  Matrix plus(Matrix other) {
    return combine(other, Double::sum, (a, b) -> 1, (a, b) -> 1);
  }

  /** Computes the difference; a single row or column of the other matrix is broadcast. */
  Matrix minus(Matrix other) {
    return combine(other, (a, b) -> a - b, (a, b) -> 1, (a, b) -> -1);
  }

  /** Computes the elementwise product; a single row or column of the other matrix is broadcast. */
  Matrix times(Matrix other) {
    return combine(other, (a, b) -> a * b, (a, b) -> b, (a, b) -> a);
  }

  /** Computes the elementwise quotient; a single row or column of the other matrix is broadcast. */
  Matrix over(Matrix other) {
    return combine(other, (a, b) -> a / b, (a, b) -> 1 / b, (a, b) -> -a / (b * b));
  }

  private Matrix combine(
      Matrix other,
      DoubleBinaryOperator value,
      DoubleBinaryOperator byThis,
      DoubleBinaryOperator byOther) {
    Matrix result = result(rows, columns);
    for (int i = 0; i < values.length; i++) {
      result.values[i] = value.applyAsDouble(values[i], other.values[other.place(i, columns)]);
    }
    tape.record(
        () -> {
          for (int i = 0; i < values.length; i++) {
            int j = other.place(i, columns);
            gradient[i] += result.gradient[i] * byThis.applyAsDouble(values[i], other.values[j]);
            other.gradient[j] +=
                result.gradient[i] * byOther.applyAsDouble(values[i], other.values[j]);
          }
        });
    return result;
  }

  /** Returns the place of this matrix that is broadcast to a place of a larger one. */
  private int place(int place, int width) {
    int row = rows == 1 ? 0 : place / width;
    int column = columns == 1 ? 0 : place % width;
    return row * columns + column;
  }

  /**
   * Applies a function to each value.
   *
   * @param slope its derivative
   */
  Matrix map(DoubleUnaryOperator function, DoubleUnaryOperator slope) {
    Matrix result = result(rows, columns);
    Arrays.setAll(result.values, i -> function.applyAsDouble(values[i]));
    tape.record(
        () -> {
          for (int i = 0; i < values.length; i++) {
            gradient[i] += result.gradient[i] * slope.applyAsDouble(values[i]);
          }
        });
    return result;
  }

  Matrix scaled(double factor) {
    return map(x -> x * factor, x -> factor);
  }

  Matrix sigmoid() {
    return map(Matrix::sigmoid, x -> sigmoid(x) * (1 - sigmoid(x)));
  }

  private static double sigmoid(double x) {
    return 1 / (1 + Math.exp(-x));
  }

  Matrix tanh() {
    return map(Math::tanh, x -> 1 - Math.tanh(x) * Math.tanh(x));
  }

  Matrix relu() {
    return map(x -> Math.max(x, 0), x -> x > 0 ? 1 : 0);
  }

  Matrix exp() {
    return map(Math::exp, Math::exp);
  }

  Matrix log() {
    return map(Math::log, x -> 1 / x);
  }

  /** Computes the sum of each row, {@code [rows, 1]}. */
  Matrix rowSums() {
    Matrix result = result(rows, 1);
    for (int i = 0; i < values.length; i++) {
      result.values[i / columns] += values[i];
    }
    tape.record(
        () -> {
          for (int i = 0; i < values.length; i++) {
            gradient[i] += result.gradient[i / columns];
          }
        });
    return result;
  }

  /** Computes the mean of each row, {@code [rows, 1]}. */
  Matrix rowMeans() {
    return rowSums().scaled(1.0 / columns);
  }

  /** Subtracts from each row the logarithm of the sum of its exponentials. */
  Matrix logSoftmax() {
    // The greatest value cancels out and needs no gradient.
    Matrix shifted = minus(new Matrix(tape, rows, 1, greatest()));
    return shifted.minus(shifted.exp().rowSums().log());
  }

  private double[] greatest() {
    double[] greatest = new double[rows];
    Arrays.fill(greatest, Double.NEGATIVE_INFINITY);
    for (int i = 0; i < values.length; i++) {
      greatest[i / columns] = Math.max(greatest[i / columns], values[i]);
    }
    return greatest;
  }

  /** Creates a matrix without a gradient. */
  Matrix constant(int rows, int columns, double[] values) {
    return new Matrix(tape, rows, columns, values);
  }
}
