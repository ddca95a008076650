package org.dragoman.runtime.network;

import org.dragoman.spi.CellRun;

/** Decides what a decoder's cells are run as: as they are, or as a {@link WatchedRun}. */
@FunctionalInterface
public interface CellWatch {
  /** Runs each cell as it is. */
  CellWatch NONE = (cell, run) -> run;

  /**
   * Return what a cell is run as.
   *
   * @param cell the name of the cell's weights after that of the decoder, such as {@code 0}
   */
  CellRun of(String cell, CellRun run);
}
