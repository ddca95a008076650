package org.dragoman.plugins.cells;

import org.dragoman.spi.Ops;
import org.dragoman.spi.RnnCell;
import org.dragoman.testkit.RnnCellContract;

class LstmLayerNormCellDropoutTest extends RnnCellContract {
  @Override
  protected RnnCell create(Ops ops, long inputSize) {
    return new LstmLayerNormCell.Factory(ops).create(Configs.lstmWithDropout(), inputSize);
  }
}
