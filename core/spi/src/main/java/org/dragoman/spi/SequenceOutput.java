package org.dragoman.spi;

import ai.djl.ndarray.NDArray;

/**
 * A whole sequence run through a cell.
 *
 * @param outputs {@code [T, B, H]}, zero past a sequence's end
 * @param finalState the state after each sequence's last step, rows B
 */
public record SequenceOutput(NDArray outputs, CellState finalState) {}
