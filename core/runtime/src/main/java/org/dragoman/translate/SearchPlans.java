package org.dragoman.translate;

import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.dragoman.runtime.DragomanException;
import org.dragoman.runtime.batch.BatchLimits;
import org.dragoman.runtime.bundle.Bundle;
import org.dragoman.runtime.plugin.Registry;
import org.dragoman.runtime.search.NamedSearch;
import org.dragoman.runtime.search.SearchChoice;
import org.dragoman.runtime.search.SearchWidth;
import org.dragoman.spi.SearchFeature;

/**
 * Makes the plans of calls from their options. Calls of the same options get the same plan, so that
 * their sentences can share batches. It keeps the last plans only: a server's clients may ask for
 * any number of different ones.
 */
final class SearchPlans {
  private static final int KEPT = 100;

  private final List<Bundle> bundles;
  private final Registry registry;
  private final BatchLimits limits;
  private final Map<SearchChoice.Wish, Map<Detail, SearchPlan>> plans =
      new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(
            Map.Entry<SearchChoice.Wish, Map<Detail, SearchPlan>> eldest) {
          return size() > KEPT;
        }
      };

  private record Detail(TokenDetail detail, boolean replacesUnknown) {}

  SearchPlans(List<Bundle> bundles, Registry registry, BatchLimits limits) {
    this.bundles = bundles;
    this.registry = registry;
    this.limits = limits;
  }

  /**
   * Returns the plan for a sentence.
   *
   * @param features what its request asks of the search
   * @throws DragomanException of kind CONFIGURATION where the search is not as it must be, is too
   *     wide for the machine or cannot keep what is asked, or where a model lacks the attention
   *     weights that are needed
   */
  synchronized SearchPlan of(TranslationOptions options, Set<SearchFeature> features) {
    Set<SearchFeature> wanted = EnumSet.noneOf(SearchFeature.class);
    wanted.addAll(features);
    if (options.lengths().haveLeast()) {
      wanted.add(SearchFeature.MIN_LENGTH);
    }
    SearchChoice.Wish wish =
        new SearchChoice.Wish(options.search(), options.beam(), options.nBest(), wanted);
    Detail detail = new Detail(options.detail(), !options.unknownWords().areKept());
    Map<Detail, SearchPlan> ofWish = plans.get(wish);
    if (ofWish == null || !ofWish.containsKey(detail)) {
      SearchPlan plan = plan(wish, detail);
      plans.computeIfAbsent(wish, key -> new LinkedHashMap<>()).put(detail, plan);
      return plan;
    }
    return ofWish.get(detail);
  }

  private SearchPlan plan(SearchChoice.Wish wish, Detail detail) {
    if (detail.detail() == TokenDetail.WEIGHTS || detail.replacesUnknown()) {
      requireWeights();
    }
    Bundle first = bundles.get(0);
    NamedSearch search = SearchChoice.of(first.config().search(), wish, registry);
    if (search.strategy().needsAttention() && !haveWeights()) {
      throw DragomanException.configuration(
              ("The search '%s', as it is set, reads how much each source token counted (a"
                      + " coverage-penalty does), and the context strategy of a model does not tell it."
                      + " Choose a search without a coverage-penalty.")
                  .formatted(search.name()))
          .about("search");
    }
    SearchWidth width =
        SearchWidth.of(
                search.strategy(), wish.nBest(), first.pipelines().target().vocabulary().size())
            .require();
    return new SearchPlan(
        search,
        wish.nBest(),
        detail.detail(),
        detail.replacesUnknown(),
        limits.withSentences(width.sentences(limits.sentences())));
  }

  private boolean haveWeights() {
    return bundles.stream().allMatch(bundle -> bundle.model().hasWeights());
  }

  /**
   * Checks that all models tell how much each source token counted.
   *
   * @throws DragomanException of kind CONFIGURATION that names the first that does not
   */
  void requireWeights() {
    for (Bundle bundle : bundles) {
      if (!bundle.model().hasWeights()) {
        throw DragomanException.configuration(
            ("The context strategy '%s' of '%s' does not tell how much each source token counted, so"
                    + " there are no alignments, and unknown words cannot be replaced. Take a model"
                    + " with attention.")
                .formatted(bundle.config().model().context().type(), bundle.config().name()));
      }
    }
  }
}
