package org.dragoman.spi;

/**
 * Makes recurrent cells of one type.
 *
 * @param <C> the configuration record; see {@link Option}
 */
public interface RnnCellFactory<C extends Record> extends ComponentFactory<C> {
  /**
   * Makes a cell. Its output size does not depend on its input size.
   *
   * @param config the bound configuration
   * @param inputSize the width of the cell's input
   */
  RnnCell create(C config, long inputSize);
}
