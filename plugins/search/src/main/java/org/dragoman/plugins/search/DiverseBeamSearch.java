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
 * Beam search in groups that avoid each other's tokens (Vijayakumar et al. 2016, arXiv 1610.02424),
 * with Hamming diversity.
 *
 * <ul>
 *   <li>Each group is a {@linkplain BeamSearch beam} of its share of the size. The groups take a
 *       step one after the other: if earlier groups chose a token c times in this step, a
 *       continuation by that token ranks by its total minus {@code strength * c}. This only changes
 *       the choice; totals and scores stay those of a beam.
 *   <li>The n best of all groups are returned, by score; an output that several groups found is
 *       returned once.
 * </ul>
 */
public final class DiverseBeamSearch implements SearchStrategy {
  private final DiverseBeamConfig config;

  /** Creates a search with a configuration. */
  public DiverseBeamSearch(DiverseBeamConfig config) {
    this.config = config;
  }

  @Override
  public int width(int nBest) {
    return config.size();
  }

  @Override
  public Set<SearchFeature> features() {
    return EnumSet.of(SearchFeature.MIN_LENGTH, SearchFeature.PREFIX, SearchFeature.BANNED);
  }

  @Override
  public List<List<Hypothesis>> search(Scorer scorer, SearchRequest request) {
    BitSet forbidden = Requests.forbidden(request);
    return BatchSearch.<BeamStep>run(
        scorer,
        request,
        asked -> {
          TokenRules rules = new TokenRules(asked, request.endToken());
          return new DiverseGroups(config, rules, BeamTask.of(request, asked, rules));
        },
        // The best tokens of the whole size suffice: earlier groups chose at most the others of
        // them.
        (step, next) ->
            new BeamStep(
                BestTokens.of(step.logProbabilities(), config.size(), forbidden, next, 1), null));
  }
}
