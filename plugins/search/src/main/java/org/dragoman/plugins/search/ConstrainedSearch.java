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
 * A {@linkplain BeamSearch beam} whose outputs hold all phrases that must occur and none that must
 * not (Hokamp and Liu 2017, arXiv 1704.07138; the beam's places are shared as by Post and Vilar
 * 2018, arXiv 1804.06609).
 *
 * <ul>
 *   <li>Prefixes are sorted into banks by how many tokens they still need for the phrases. The
 *       places of the beam go round the banks, from the one that needs nothing on, each time to the
 *       best of the bank.
 *   <li>A prefix may end only when all phrases have occurred. They may overlap, and come in any
 *       order. From where the greatest length leaves room for no more than what is missing, nothing
 *       else may come.
 *   <li>Where there is no room for the phrases from the start, or they cannot all be kept, they are
 *       given up for this sentence, and it is a beam.
 *   <li>Tokens of phrases may come even where the model gives them the probability zero, and where
 *       {@code no-repeat-ngram} excludes them.
 * </ul>
 *
 * <p>Without a phrase that must occur it is a beam. A sentence may have {@value
 * RequiredPhrases#MOST} of them.
 */
public final class ConstrainedSearch implements SearchStrategy {
  private final BeamConfig config;

  /** A search of a configuration. */
  public ConstrainedSearch(BeamConfig config) {
    this.config = config;
  }

  @Override
  public int width(int nBest) {
    return config.size();
  }

  @Override
  public boolean needsAttention() {
    return config.needsAttention();
  }

  @Override
  public Set<SearchFeature> features() {
    return EnumSet.allOf(SearchFeature.class);
  }

  @Override
  public List<List<Hypothesis>> search(Scorer scorer, SearchRequest request) {
    BitSet forbidden = Requests.forbidden(request);
    BitSet unusable = (BitSet) forbidden.clone();
    unusable.set(request.endToken());
    return BatchSearch.run(
        scorer,
        request,
        asked -> {
          TokenRules rules = config.rules(request, asked);
          return new SentenceBeam(
              config,
              guide(scorer, request, asked, rules, unusable),
              BeamTask.of(request, asked, rules));
        },
        BeamStep.reader(config, forbidden));
  }

  private static Guide guide(
      Scorer scorer,
      SearchRequest request,
      SearchRequest.Sentence asked,
      TokenRules rules,
      BitSet unusable) {
    if (asked.required().isEmpty()) {
      return rules::next;
    }
    RequiredPhrases phrases = new RequiredPhrases(asked, unusable, scorer.vocabularySize());
    return new PhraseGuide(rules, phrases, request.endToken());
  }
}
