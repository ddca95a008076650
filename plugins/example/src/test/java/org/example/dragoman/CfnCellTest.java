package org.example.dragoman;

import org.dragoman.spi.Ops;
import org.dragoman.spi.RnnCell;
import org.dragoman.testkit.RnnCellContract;

class CfnCellTest extends RnnCellContract {
  @Override
  protected RnnCell create(Ops ops, long inputSize) {
    return new CfnCellFactory(ops).create(new CfnCellFactory.Config(4), inputSize);
  }
}
