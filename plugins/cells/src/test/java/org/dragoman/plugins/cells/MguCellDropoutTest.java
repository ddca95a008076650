package org.dragoman.plugins.cells;

import org.dragoman.spi.Ops;
import org.dragoman.spi.RnnCell;
import org.dragoman.testkit.RnnCellContract;

class MguCellDropoutTest extends RnnCellContract {
  @Override
  protected RnnCell create(Ops ops, long inputSize) {
    return new MguCell.Factory(ops).create(Configs.gatedWithDropout(), inputSize);
  }
}
