package org.dragoman.spi;

import java.util.List;
import java.util.Set;

/**
 * Looks for the best output of a {@link Scorer}. It sees tokens and scores, never the network, and
 * keeps nothing between calls.
 */
public interface SearchStrategy {
  /**
   * Returns the constraints that this search supports besides the greatest length. The runtime
   * refuses requests with others.
   */
  default Set<SearchFeature> features() {
    return Set.of();
  }

  /**
   * Searches for all sentences of a batch at once.
   *
   * @param scorer scores the batch
   * @param request the limits and constraints of the sentences
   * @return for each sentence its hypotheses, best first; at least one, at most {@code
   *     request.nBest()}
   */
  List<List<Hypothesis>> search(Scorer scorer, SearchRequest request);
}
