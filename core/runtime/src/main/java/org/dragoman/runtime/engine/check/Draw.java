package org.dragoman.runtime.engine.check;

import java.util.Arrays;
import java.util.Random;
import org.dragoman.spi.Lengths;

/**
 * Draws the inputs of a trial, always the same for an operation and size. All numbers are small
 * multiples of a power of two, so that they are exact in every float type.
 */
final class Draw {
  private static final double GRAIN = 0.125;
  private static final int VALUES = 16;

  private final Tape tape;
  private final Random random;

  Draw(Tape tape, long seed) {
    this.tape = tape;
    random = new Random(seed);
  }

  /** Draws values from -2 to 2. */
  Matrix values(int rows, int columns) {
    return grains(rows, columns, VALUES, GRAIN);
  }

  /**
   * Draws values from -1/4 to 1/4, for the weights of cells, so that their gates are not all open
   * or closed.
   */
  Matrix weights(int rows, int columns) {
    return grains(rows, columns, VALUES, GRAIN * GRAIN);
  }

  /** Draws multiples of 1/8 from 1/8 to 4. */
  Matrix positive(int rows, int columns) {
    double[] values = new double[rows * columns];
    Arrays.setAll(values, i -> GRAIN * (1 + random.nextInt(2 * VALUES)));
    return new Matrix(tape, rows, columns, values);
  }

  /** Draws rows in which no two values are equal, so that their order is unique. */
  Matrix distinct(int rows, int columns) {
    double[] values = new double[rows * columns];
    for (int row = 0; row < rows; row++) {
      int[] order = permutation(columns);
      for (int column = 0; column < columns; column++) {
        values[row * columns + column] = GRAIN * (order[column] - columns / 2);
      }
    }
    return new Matrix(tape, rows, columns, values);
  }

  private Matrix grains(int rows, int columns, int bound, double grain) {
    double[] values = new double[rows * columns];
    Arrays.setAll(values, i -> grain * (random.nextInt(2 * bound + 1) - bound));
    return new Matrix(tape, rows, columns, values);
  }

  private int[] permutation(int size) {
    int[] order = new int[size];
    for (int i = 0; i < size; i++) {
      int j = random.nextInt(i + 1);
      order[i] = order[j];
      order[j] = i;
    }
    return order;
  }

  /** Draws whole numbers from 0 to a bound, exclusive. */
  int[] numbers(int count, int bound) {
    return random.ints(count, 0, bound).toArray();
  }

  /** Draws lengths from 1 to a maximum; the first sequence has the maximum. */
  Lengths lengths(int batch, int steps) {
    int[] lengths = random.ints(batch, 1, steps + 1).toArray();
    lengths[0] = steps;
    return Lengths.of(lengths);
  }

  boolean either() {
    return random.nextBoolean();
  }
}
