package org.dragoman.plugins.cells;

import org.dragoman.spi.Ops;
import org.dragoman.spi.RnnCell;
import org.dragoman.spi.RnnCellFactory;

/** The base class of the factories of the built-in cells. A subclass only names its two classes. */
abstract class CellFactory<C extends Record> implements RnnCellFactory<C> {
  private final Ops ops;
  private final Class<C> configType;
  private final Maker<C> maker;

  /** A cell's constructor. */
  interface Maker<C> {
    /** Makes a cell. */
    RnnCell make(Ops ops, C config, long inputSize);
  }

  CellFactory(Ops ops, Class<C> configType, Maker<C> maker) {
    this.ops = ops;
    this.configType = configType;
    this.maker = maker;
  }

  @Override
  public final Class<C> configType() {
    return configType;
  }

  @Override
  public final RnnCell create(C config, long inputSize) {
    return maker.make(ops, config, inputSize);
  }
}
