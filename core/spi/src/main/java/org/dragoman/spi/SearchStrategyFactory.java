package org.dragoman.spi;

import java.util.Optional;
import java.util.Set;

/**
 * Makes search strategies of one type, and says which search takes the place of one that cannot do
 * what a caller wants.
 *
 * <pre>{@code
 * // A greedy search of which five candidates are wanted gives way to a beam of five.
 * Optional<ComponentSpec> beam = greedyFactory.withWidth(new GreedyConfig(), 5);
 * }</pre>
 *
 * @param <C> the configuration record; see {@link Option}
 */
public interface SearchStrategyFactory<C extends Record> extends ComponentFactory<C> {
  /** Makes a search strategy. */
  SearchStrategy create(C config);

  /**
   * Returns the search to take where a caller wants another {@linkplain SearchStrategy#width
   * width}: mostly this one with another setting.
   *
   * @param width the least number of hypotheses of a sentence to go on with, at least 1
   * @return empty where this search has no width to set
   */
  default Optional<ComponentSpec> withWidth(C config, int width) {
    return Optional.empty();
  }

  /**
   * Returns the search to take where a request asks for features that this one {@linkplain
   * SearchStrategy#features lacks}. It is taken only where nobody chose a search by hand, it is
   * installed, and it has the features.
   *
   * @param features all that are asked for
   * @return empty where there is none; the request is then refused
   */
  default Optional<ComponentSpec> withFeatures(C config, Set<SearchFeature> features) {
    return Optional.empty();
  }
}
