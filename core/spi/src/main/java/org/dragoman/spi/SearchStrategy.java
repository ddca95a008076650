package org.dragoman.spi;

import java.util.List;
import java.util.Set;

/**
 * Looks for the best output of a {@link Scorer}. It sees tokens and scores, never the network, and
 * keeps nothing between calls.
 */
public interface SearchStrategy {
  /** What of a request it keeps beside greatest lengths; the runtime asks for nothing else. */
  default Set<SearchFeature> features() {
    return Set.of();
  }

  /**
   * Searches for all sentences of a batch at once.
   *
   * @param scorer scores the batch
   * @param request what is asked for
   * @return for each sentence its hypotheses, best first; at least one, at most {@code
   *     request.nBest()}
   */
  List<List<Hypothesis>> search(Scorer scorer, SearchRequest request);
}
