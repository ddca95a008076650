package org.dragoman.runtime.engine.check;

/**
 * The size that an operation is tried at; each operation gives the three numbers names of its own.
 *
 * @param rows such as the rows of a product's left side, or the sequences of a batch
 * @param inputs such as the columns of both its sides
 * @param outputs such as its own columns, or the units of a cell
 */
public record Size(int rows, int inputs, int outputs) {
  /** A number of the size's own, the same in every process. */
  long seed() {
    return (rows * 1009L + inputs) * 1009L + outputs;
  }
}
