package org.dragoman.spi;

import java.util.List;
import java.util.Set;

/**
 * Looks for the best output of a {@link Scorer}. It sees tokens and scores, never the network. It
 * keeps nothing between calls, and several threads may call it at once.
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
   * Returns how many hypotheses of a sentence the search goes on with at a step, and so the most
   * that it finds: the size of a beam, 1 for greedy search. The runtime weighs it against memory,
   * and refuses a list of more candidates.
   *
   * @param nBest the number of candidates wanted
   */
  default int width(int nBest) {
    return nBest;
  }

  /**
   * Returns whether the search reads {@link Scorer.Step#weights}. The runtime then refuses a model
   * whose context strategy has none.
   */
  default boolean needsAttention() {
    return false;
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
