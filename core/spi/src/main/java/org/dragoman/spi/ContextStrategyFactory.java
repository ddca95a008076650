package org.dragoman.spi;

/**
 * Makes context strategies of one type.
 *
 * @param <C> the configuration record; see {@link Option}
 */
public interface ContextStrategyFactory<C extends Record> extends ComponentFactory<C> {
  /**
   * Makes a context strategy.
   *
   * @param config the bound configuration
   * @param memorySize the width of an encoder state
   * @param querySize the width of the decoder state that is the query
   * @throws IllegalArgumentException where the strategy does not work with these widths; the user
   *     sees the message
   */
  ContextStrategy create(C config, long memorySize, long querySize);
}
