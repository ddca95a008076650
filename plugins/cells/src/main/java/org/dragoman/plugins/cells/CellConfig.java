package org.dragoman.plugins.cells;

import org.dragoman.spi.Option;

/**
 * Configuration of a gated cell.
 *
 * @param size hidden units
 * @param recurrentInit the initial values of the recurrent matrices
 * @param dropout of the recurrence
 */
public record CellConfig(
    @Option(value = "Hidden units.", defaultValue = "512") int size,
    @Option(
            value = "Initial values of the recurrent matrices, for each gate separately.",
            defaultValue = "uniform")
        RecurrentInit recurrentInit,
    @Option(value = "Dropout of the recurrence.", defaultValue = "{}") CellDropout dropout) {

  /** Checks the size. */
  public CellConfig {
    SizeConfig.requireSize(size);
  }
}
