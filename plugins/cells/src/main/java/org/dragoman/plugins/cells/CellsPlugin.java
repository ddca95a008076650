package org.dragoman.plugins.cells;

import org.dragoman.spi.Plugin;

/** Registers the built-in recurrent cells: {@code gru} and {@code lstm}. */
public final class CellsPlugin extends Plugin {
  @Override
  public int spiVersion() {
    return SPI_VERSION;
  }

  @Override
  protected void register() {
    cell(GruCell.NAME, GruCell.Factory.class);
    cell(LstmCell.NAME, LstmCell.Factory.class);
  }
}
