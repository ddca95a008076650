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
   * @param inputSize the width of the cell's input; 0 for the cells after the first of a deep
   *     transition ({@code transition-depth}), which read no input but the state
   * @throws IllegalArgumentException if the cell cannot work with this width, for example with 0.
   *     The user sees the message, so it says what to do instead
   */
  RnnCell create(C config, long inputSize);
}
