package org.dragoman.plugins.search;

import java.util.BitSet;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import org.dragoman.spi.Hypothesis;
import org.dragoman.spi.Scorer;
import org.dragoman.spi.SearchFeature;
import org.dragoman.spi.SearchRequest;
import org.dragoman.spi.SearchStrategy;

/**
 * Draws each token from the model's distribution, optionally changed by temperature and cut to the
 * most probable tokens; see {@link TokenSampler}.
 *
 * <ul>
 *   <li>It draws as many outputs as hypotheses are wanted, independently of each other, and ranks
 *       them by the log-probability of the unchanged model. An output that was drawn twice is
 *       returned once, so there may be fewer than wanted.
 *   <li>The draws of a sentence depend on the seed and the sentence's number alone, not on how
 *       sentences are batched.
 *   <li>At the greatest length it takes one more step, to see whether the end mark is drawn.
 * </ul>
 */
public final class SamplingSearch implements SearchStrategy {
  private final SamplingConfig config;

  /** Creates a search with a configuration. */
  public SamplingSearch(SamplingConfig config) {
    this.config = config;
  }

  @Override
  public Set<SearchFeature> features() {
    return EnumSet.of(SearchFeature.MIN_LENGTH, SearchFeature.PREFIX, SearchFeature.BANNED);
  }

  @Override
  public List<List<Hypothesis>> search(Scorer scorer, SearchRequest request) {
    TokenSampler sampler = new TokenSampler(config);
    BitSet forbidden = Requests.forbidden(request);
    return BatchSearch.<Distributions>run(
        scorer,
        request,
        asked ->
            new SentenceSamples(
                sampler,
                new TokenRules(asked, request.endToken()),
                forbidden,
                request.endToken(),
                request.nBest(),
                seed(asked.number())),
        (step, next) -> Distributions.of(step.logProbabilities()));
  }

  private long seed(long number) {
    return hash(hash(config.seed()) + number);
  }

  /** Mixes the bits of a number; different numbers give different results. */
  private static long hash(long number) {
    return new SplittableRandom(number).nextLong();
  }
}
