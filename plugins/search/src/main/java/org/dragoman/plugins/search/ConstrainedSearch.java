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
 * A {@linkplain BeamSearch beam} whose outputs contain all required phrases and no banned one
 * (Hokamp and Liu 2017, arXiv 1704.07138; the beam is divided as by Post and Vilar 2018, arXiv
 * 1804.06609).
 *
 * <ul>
 *   <li>Prefixes are sorted into banks by the number of tokens that they still need for the
 *       phrases. The banks fill the beam in turn, beginning with the bank that needs none; each
 *       time a bank gives its best prefix.
 *   <li>A prefix may end only when all phrases have occurred. They may overlap, and occur in any
 *       order. When the greatest length leaves room for nothing but the missing tokens, only these
 *       may follow.
 *   <li>If the greatest length has no room for the phrases, or they cannot all occur, they are
 *       given up for this sentence, and it gets a plain beam search.
 *   <li>Tokens of phrases may follow even if the model gives them the probability zero, or {@code
 *       no-repeat-ngram} excludes them.
 * </ul>
 *
 * <p>Without required phrases it is a plain beam search. A sentence may have {@value
 * RequiredPhrases#MOST} of them.
 */
public final class ConstrainedSearch implements SearchStrategy {
  private final BeamConfig config;

  /** Creates a search with a configuration. */
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
