package org.example.dragoman;

import org.dragoman.spi.Ops;
import org.dragoman.spi.RnnCell;
import org.dragoman.testkit.RnnCellContract;

class MguCellTest extends RnnCellContract {
  @Override
  protected RnnCell create(Ops ops, long inputSize) {
    return new MguCellFactory(ops).create(new MguCellFactory.Config(4), inputSize);
  }
}
