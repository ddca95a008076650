package org.dragoman.plugins.cells;

import org.dragoman.spi.Ops;
import org.dragoman.spi.RnnCell;
import org.dragoman.testkit.RnnCellContract;

/** The contract's inputs are five wide: the highway is the input itself. */
class SruCellIdentityTest extends RnnCellContract {
  @Override
  protected RnnCell create(Ops ops, long inputSize) {
    return new SruCell.Factory(ops).create(Configs.sru(5), inputSize);
  }
}
