package org.dragoman.plugins.cells;

import org.dragoman.spi.Ops;
import org.dragoman.spi.RnnCell;
import org.dragoman.testkit.RnnCellContract;

class LstmPeepholeCellDropoutTest extends RnnCellContract {
  @Override
  protected RnnCell create(Ops ops, long inputSize) {
    return new LstmPeepholeCell.Factory(ops).create(Configs.lstmWithDropout(), inputSize);
  }
}
