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
 * Scores a given output: it follows the prefix of the request, of any length, and then ends. It
 * returns one finished hypothesis per sentence. Its score is its log-probability, which is negative
 * infinity if the model gives one of the tokens the probability zero. Without a prefix it scores
 * the empty output.
 */
public final class ForcedSearch implements SearchStrategy {
  @Override
  public Set<SearchFeature> features() {
    return EnumSet.of(SearchFeature.PREFIX);
  }

  @Override
  public List<List<Hypothesis>> search(Scorer scorer, SearchRequest request) {
    return BatchSearch.<BestTokens>run(
        scorer,
        request,
        asked -> follow(asked.prefix(), request.endToken()),
        (step, next) -> BestTokens.of(step.logProbabilities(), 0, new BitSet(), next, 1));
  }

  private static SingleOutput follow(List<Integer> target, int endToken) {
    return new SingleOutput(
        prefix ->
            NextToken.only(
                prefix.length() < target.size() ? target.get(prefix.length()) : endToken),
        endToken,
        target.size());
  }
}
