package org.dragoman.plugins.cells;

import org.dragoman.spi.Ops;
import org.dragoman.spi.RnnCell;
import org.dragoman.testkit.RnnCellContract;

class LstmCoupledCellDropoutTest extends RnnCellContract {
  @Override
  protected RnnCell create(Ops ops, long inputSize) {
    return new LstmCoupledCell.Factory(ops).create(Configs.lstmWithDropout(), inputSize);
  }
}
