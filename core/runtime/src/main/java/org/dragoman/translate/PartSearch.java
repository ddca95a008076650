package org.dragoman.translate;

import ai.djl.engine.EngineException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.dragoman.runtime.batch.BatchLimits;
import org.dragoman.runtime.engine.GradMode;
import org.dragoman.runtime.engine.Torch;
import org.dragoman.runtime.inference.CheckedScorer;
import org.dragoman.runtime.inference.DocumentStates;
import org.dragoman.runtime.inference.Ensemble;
import org.dragoman.runtime.inference.FusedScorer;
import org.dragoman.runtime.inference.OpenScorer;
import org.dragoman.runtime.inference.Shortlist;
import org.dragoman.runtime.inference.TargetScorer;
import org.dragoman.runtime.inference.TextScorer;
import org.dragoman.runtime.inference.VocabularySubset;
import org.dragoman.runtime.model.LanguageModel;
import org.dragoman.runtime.text.Vocabulary;
import org.dragoman.spi.Hypothesis;
import org.dragoman.spi.SearchRequest;
import org.dragoman.translate.SourceLine.Part;
import org.jspecify.annotations.Nullable;

/**
 * Searches for one batch of sentences, and scores the tokens of what it finds where they are
 * wanted. It keeps nothing between batches and may be used from several threads at once.
 */
final class PartSearch {
  private static final List<Integer> FORBIDDEN = List.of(Vocabulary.PAD, Vocabulary.START);

  private final Torch torch;
  private final Ensemble members;
  private final @Nullable Shortlist shortlist;
  private final @Nullable LanguageModel languageModel;
  private final TargetScorer targets;

  /**
   * Creates a search with models in memory.
   *
   * @param limits of the batches in which tokens are scored
   * @param shortlist null for the whole vocabulary
   * @param languageModel of the target side, for plans that give it a weight; null for none
   */
  PartSearch(
      Torch torch,
      Ensemble members,
      BatchLimits limits,
      @Nullable Shortlist shortlist,
      @Nullable LanguageModel languageModel) {
    this.torch = torch;
    this.members = members;
    this.shortlist = shortlist;
    this.languageModel = languageModel;
    targets = new TargetScorer(torch, members, limits);
  }

  /** Returns the states of a text that begins. */
  DocumentStates newStates() {
    return targets.newStates();
  }

  /**
   * Searches for a batch, and gives each part what was found.
   *
   * @param batch parts of one plan
   * @param states what the parts' sources begin with
   * @param check is called before each step of the search; what it throws ends the search
   * @throws org.dragoman.runtime.DragomanException of kind RUNTIME where the engine has not enough
   *     memory, of kind CONFIGURATION where the search does not take what it is asked
   */
  void search(List<Part> batch, DocumentStates states, Runnable check) {
    SearchPlan plan = batch.get(0).plan();
    List<int[]> sources = batch.stream().map(Part::source).toList();
    List<SearchRequest.Sentence> asked = batch.stream().map(Part::asked).toList();
    VocabularySubset tokens = shortlist == null ? null : shortlist.of(sources, spelled(asked));
    SearchRequest request =
        new SearchRequest(
            tokens == null ? asked : asked.stream().map(one -> among(tokens, one)).toList(),
            plan.nBest(),
            Vocabulary.START,
            Vocabulary.END,
            FORBIDDEN);
    try (GradMode off = GradMode.off()) {
      try (OpenScorer scorer =
          fused(plan, members.open(torch.manager(), sources, tokens, states), tokens)) {
        List<List<Hypothesis>> found =
            plan.search()
                .search(new CheckedScorer(scorer, check), request, i -> batch.get(i).name());
        for (int i = 0; i < batch.size(); i++) {
          batch.get(i).found(plain(tokens, found.get(i)));
        }
      }
      scoreTokens(batch, plan, tokens, states);
    } catch (EngineException e) {
      throw Torch.isOutOfMemory(e) ? outOfMemory(batch, plan, e) : e;
    }
  }

  /** Adds the language model if the plan gives it a weight. */
  private OpenScorer fused(
      SearchPlan plan, OpenScorer translator, @Nullable VocabularySubset tokens) {
    if (languageModel == null || plan.languageModelWeight() == 0) {
      return translator;
    }
    try {
      OpenScorer text =
          new TextScorer(torch.manager(), languageModel, translator.sentences(), tokens);
      return new FusedScorer(torch.ops(), translator, text, plan.languageModelWeight());
    } catch (RuntimeException e) {
      translator.close();
      throw e;
    }
  }

  private static RuntimeException outOfMemory(
      List<Part> batch, SearchPlan plan, EngineException e) {
    int longest = batch.stream().mapToInt(Part::length).max().orElse(1) - 1;
    return plan.limits().outOfMemory("translate", batch.size(), longest, e);
  }

  /** The tokens that outputs must hold. */
  private static List<Integer> spelled(List<SearchRequest.Sentence> asked) {
    return asked.stream()
        .flatMap(
            one ->
                Stream.concat(
                    one.prefix().stream(),
                    one.required().stream()
                        .flatMap(List::stream)
                        .flatMap(spelling -> spelling.tokens().stream())))
        .toList();
  }

  /** The same request by the numbers of a subset; a phrase with other tokens cannot occur. */
  private static SearchRequest.Sentence among(
      VocabularySubset tokens, SearchRequest.Sentence asked) {
    return new SearchRequest.Sentence(
        asked.number(),
        asked.sourceLength(),
        asked.minLength(),
        asked.maxLength(),
        tokens.numbers(asked.prefix()),
        asked.required().stream()
            .map(phrase -> phrase.stream().map(one -> among(tokens, one)).toList())
            .toList(),
        asked.banned().stream()
            .filter(phrase -> tokens.hasAll(phrase.tokens()))
            .map(phrase -> among(tokens, phrase))
            .toList());
  }

  private static SearchRequest.Phrase among(VocabularySubset tokens, SearchRequest.Phrase phrase) {
    return new SearchRequest.Phrase(
        tokens.numbers(phrase.tokens()),
        tokens.numbersAmong(phrase.notAfter()),
        tokens.numbersAmong(phrase.notBefore()));
  }

  /** Hypotheses in ids of the vocabulary. */
  private static List<Hypothesis> plain(@Nullable VocabularySubset tokens, List<Hypothesis> found) {
    if (tokens == null) {
      return found;
    }
    return found.stream()
        .map(
            one ->
                new Hypothesis(
                    tokens.ids(one.tokens()), one.logProbability(), one.score(), one.finished()))
        .toList();
  }

  /** Scores the tokens of what was found, in one more pass, where something of them is wanted. */
  private void scoreTokens(
      List<Part> batch, SearchPlan plan, @Nullable VocabularySubset tokens, DocumentStates states) {
    List<TargetScorer.Pair> pairs = new ArrayList<>();
    for (Part part : batch) {
      for (Hypothesis found : part.hypotheses()) {
        if (plan.needsTokens(found)) {
          pairs.add(new TargetScorer.Pair(part.source(), found.tokens(), found.finished()));
        }
      }
    }
    if (pairs.isEmpty()) {
      return;
    }
    List<TargetScorer.Scored> scored = targets.score(pairs, plan.needsWeights(), tokens, states);
    int next = 0;
    for (Part part : batch) {
      for (int i = 0; i < part.hypotheses().size(); i++) {
        if (plan.needsTokens(part.hypotheses().get(i))) {
          part.scored(i, scored.get(next++));
        }
      }
    }
  }
}
