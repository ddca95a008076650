package org.dragoman.plugins.cells;

import org.dragoman.spi.Plugin;

/** Registers the built-in recurrent cells. */
public final class CellsPlugin extends Plugin {
  @Override
  public int spiVersion() {
    return SPI_VERSION;
  }

  @Override
  protected void register() {
    cell(RnnTanhCell.NAME, RnnTanhCell.Factory.class);
    cell(RnnReluCell.NAME, RnnReluCell.Factory.class);
    cell(JordanCell.NAME, JordanCell.Factory.class);
    cell(LstmCell.NAME, LstmCell.Factory.class);
    cell(LstmPeepholeCell.NAME, LstmPeepholeCell.Factory.class);
    cell(LstmCoupledCell.NAME, LstmCoupledCell.Factory.class);
    cell(LstmLayerNormCell.NAME, LstmLayerNormCell.Factory.class);
    cell(LstmMultiplicativeCell.NAME, LstmMultiplicativeCell.Factory.class);
    cell(GruCell.NAME, GruCell.Factory.class);
    cell(GruResetBeforeCell.NAME, GruResetBeforeCell.Factory.class);
    cell(GruLayerNormCell.NAME, GruLayerNormCell.Factory.class);
    cell(MguCell.NAME, MguCell.Factory.class);
    cell(SruCell.NAME, SruCell.Factory.class);
  }
}
