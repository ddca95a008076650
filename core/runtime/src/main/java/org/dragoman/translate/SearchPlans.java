package org.dragoman.translate;

import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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
 * Creates the search plans of calls from their options. Calls with the same options get the same
 * plan, so that their sentences can share batches. Only the plans used last are kept, because the
 * clients of a server may ask for any number of different ones.
 */
final class SearchPlans {
  private static final int KEPT = 100;

  private final List<Bundle> bundles;
  private final Registry registry;
  private final BatchLimits limits;
  private final boolean hasLanguageModel;
  private final Map<Key, SearchPlan> plans =
      new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Key, SearchPlan> eldest) {
          return size() > KEPT;
        }
      };

  /** The settings that determine a plan. */
  private record Key(
      SearchChoice.Wish wish,
      TokenDetail detail,
      boolean replacesUnknown,
      double languageModelWeight) {}

  /**
   * Creates the plans of a translator.
   *
   * @param hasLanguageModel whether a language model may be given a weight
   */
  SearchPlans(
      List<Bundle> bundles, Registry registry, BatchLimits limits, boolean hasLanguageModel) {
    this.bundles = bundles;
    this.hasLanguageModel = hasLanguageModel;
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
    Key key =
        new Key(
            wish,
            options.detail(),
            !options.unknownWords().areKept(),
            options.languageModelWeight());
    SearchPlan known = plans.get(key);
    if (known != null) {
      return known;
    }
    if (options.needsWeights()) {
      requireWeights();
    }
    if (options.languageModelWeight() > 0 && !hasLanguageModel) {
      throw DragomanException.configuration(
              "A weight of a language model was given, and the translator has none. Name its bundle.")
          .about("languageModel");
    }
    SearchPlan plan = plan(key);
    plans.put(key, plan);
    return plan;
  }

  private SearchPlan plan(Key key) {
    SearchChoice.Wish wish = key.wish();
    Bundle first = bundles.get(0);
    NamedSearch search = SearchChoice.of(first.config().search(), wish, registry);
    if (search.strategy().needsAttention() && withoutWeights().isPresent()) {
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
        key.detail(),
        key.replacesUnknown(),
        key.languageModelWeight(),
        limits.withSentences(width.sentences(limits.sentences())));
  }

  private Optional<Bundle> withoutWeights() {
    return bundles.stream().filter(bundle -> !bundle.translator().hasWeights()).findFirst();
  }

  /**
   * Checks that all models tell how much each source token counted.
   *
   * @throws DragomanException of kind CONFIGURATION that names the first that does not
   */
  void requireWeights() {
    withoutWeights()
        .ifPresent(
            bundle -> {
              throw DragomanException.configuration(
                  ("The context strategy '%s' of '%s' does not tell how much each source token counted,"
                          + " so there are no alignments, and unknown words cannot be replaced. Take a"
                          + " model with attention.")
                      .formatted(
                          bundle.translator().config().context().type(), bundle.config().name()));
            });
  }
}
