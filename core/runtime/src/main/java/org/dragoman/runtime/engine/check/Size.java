package org.dragoman.runtime.engine.check;

/**
 * A size at which an operation is checked; each operation gives the three numbers its own names.
 *
 * @param rows such as the rows of a product's left side, or the sequences of a batch
 * @param inputs such as the columns of both its sides
 * @param outputs such as its own columns, or the units of a cell
 */
public record Size(int rows, int inputs, int outputs) {
  /** Returns a random seed for this size, the same in every process. */
  long seed() {
    return (rows * 1009L + inputs) * 1009L + outputs;
  }
}
