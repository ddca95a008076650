package org.dragoman.plugins.search;

import java.util.BitSet;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.dragoman.spi.Hypothesis;
import org.dragoman.spi.Scorer;
import org.dragoman.spi.SearchFeature;
import org.dragoman.spi.SearchRequest;
import org.dragoman.spi.SearchStrategy;

/**
 * Takes the most probable token at every step. It returns one hypothesis per sentence, whatever
 * {@code nBest} is; its score is its log-probability. The rows of sentences that have ended are
 * dropped from the batch.
 *
 * <p>At the greatest length it takes one more step, to see whether the end mark follows.
 */
public final class GreedySearch implements SearchStrategy {
  @Override
  public int width(int nBest) {
    return 1;
  }

  @Override
  public Set<SearchFeature> features() {
    return EnumSet.of(SearchFeature.MIN_LENGTH, SearchFeature.PREFIX, SearchFeature.BANNED);
  }

  @Override
  public List<List<Hypothesis>> search(Scorer scorer, SearchRequest request) {
    BitSet forbidden = Requests.forbidden(request);
    return BatchSearch.<BestTokens>run(
        scorer,
        request,
        asked -> {
          TokenRules rules = new TokenRules(asked, request.endToken());
          return new SingleOutput(rules::next, request.endToken(), rules.maxLength());
        },
        (step, next) -> BestTokens.of(step.logProbabilities(), 1, forbidden, next, 1));
  }
}
