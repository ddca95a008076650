package org.dragoman.spi;

/**
 * Makes search strategies of one type.
 *
 * @param <C> the configuration record; see {@link Option}
 */
public interface SearchStrategyFactory<C extends Record> extends ComponentFactory<C> {
  /** Makes a search strategy. */
  SearchStrategy create(C config);
}
