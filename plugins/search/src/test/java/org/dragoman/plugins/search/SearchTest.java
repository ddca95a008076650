package org.dragoman.plugins.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.dragoman.spi.Hypothesis;
import org.dragoman.spi.SearchRequest;
import org.dragoman.spi.SearchStrategy;
import org.dragoman.testkit.ToyModel;
import org.dragoman.testkit.ToyScorer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class SearchTest {
  private static final List<Integer> FORBIDDEN = List.of(ToyModel.START);

  private NDManager manager;

  @BeforeEach
  void open() {
    manager = NDManager.newBaseManager();
  }

  @AfterEach
  void close() {
    manager.close();
  }

  @ParameterizedTest
  @EnumSource(LengthNormalization.class)
  void aBeamAsWideAsTheSpaceIsExhaustive(LengthNormalization normalization) {
    for (int seed = 0; seed < 150; seed++) {
      ToyModel model = new ToyModel(seed, 4 + seed % 2, 0.5 + seed % 3, seed % 5 == 0 ? 0.4 : 0);
      int maxLength = seed % 5;
      int nBest = 1 + seed % 7;
      double alpha = List.of(0.0, 0.6, 1.0, 2.0).get(seed % 4);
      BeamConfig config = BeamConfig.plain(1000, normalization, alpha);
      List<Hypothesis> expected =
          Exhaustive.search(
              model,
              SearchRequest.Sentence.of(3, 0, maxLength),
              FORBIDDEN,
              config,
              Toys.ATTENTION,
              nBest);

      List<Hypothesis> found =
          search(new BeamSearch(config), model, List.of(maxLength), nBest, 3).get(0);

      assertThat(found).as("seed %d", seed).isEqualTo(expected);
    }
  }

  @Test
  void aBeamOfOneIsGreedy() {
    for (int seed = 0; seed < 100; seed++) {
      ToyModel model = new ToyModel(seed, 6, 1.5, seed % 4 == 0 ? 0.5 : 0);
      List<Integer> maxLengths = List.of(seed % 6, 12, 1, 0, 7);
      int[] sentences = {0, 1, 2, 3, 4};
      List<List<Hypothesis>> greedy = search(new GreedySearch(), model, maxLengths, 3, sentences);
      assertThat(search(beam(1, LengthNormalization.NONE), model, maxLengths, 3, sentences))
          .as("seed %d", seed)
          .isEqualTo(greedy);
      List<List<Hypothesis>> averaged =
          search(beam(1, LengthNormalization.AVERAGE), model, maxLengths, 1, sentences);
      assertThat(outputs(averaged)).as("seed %d", seed).isEqualTo(outputs(greedy));
    }
  }

  @Test
  void greedyFollowsTheBestTokenToTheEnd() {
    ToyModel model = new ToyModel(5, 8, 1.0, 0);
    Hypothesis found = search(new GreedySearch(), model, List.of(20), 1, 0).get(0).get(0);

    List<Integer> tokens = new ArrayList<>();
    int next = argMax(model.logProbabilities(0, tokens));
    while (next != ToyModel.END && tokens.size() < 20) {
      tokens.add(next);
      next = argMax(model.logProbabilities(0, tokens));
    }
    assertThat(found.tokens()).isEqualTo(tokens);
    assertThat(found.finished()).isEqualTo(next == ToyModel.END);
    assertThat(found.logProbability()).isEqualTo(model.score(0, tokens, found.finished()));
    assertThat(found.score()).isEqualTo(found.logProbability());
  }

  @Test
  void aBeamHasNoOutputTwice() {
    for (int seed = 0; seed < 100; seed++) {
      ToyModel model = new ToyModel(seed, 9, 1.0, seed % 3 == 0 ? 0.3 : 0);
      List<Hypothesis> found =
          search(beam(4, LengthNormalization.WU), model, List.of(seed % 9), 4, 0).get(0);
      assertThat(found.stream().map(Hypothesis::tokens)).doesNotHaveDuplicates();
    }
  }

  @Test
  void rowsOfDoneSentencesAreDropped() {
    // Sentence i ends after i tokens with certainty.
    ToyScorer.Model model =
        (sentence, prefix) ->
            prefix.size() < sentence ? ToyModel.logs(0.6, 0, 0, 0.4) : ToyModel.logs(0, 1, 0, 0);
    try (ToyScorer scorer = new ToyScorer(manager, model, 4, 0, 3, 1)) {
      List<List<Hypothesis>> found = new GreedySearch().search(scorer, request(9, 9, 9));
      assertThat(scorer.rows()).containsExactly(3, 2, 1, 1);
      assertThat(found.get(1).get(0).tokens()).containsExactly(0, 0, 0);
    }
    try (ToyScorer scorer = new ToyScorer(manager, model, 4, 0, 3, 1)) {
      List<List<Hypothesis>> found =
          beam(4, LengthNormalization.AVERAGE).search(scorer, request(9, 9, 9));
      assertThat(scorer.sentencesOfRows())
          .containsExactly(
              List.of(0, 3, 1),
              List.of(3, 3, 3, 3, 1, 1, 1, 1),
              List.of(3, 3, 3, 3),
              List.of(3, 3, 3, 3));
      assertThat(found.get(1).get(0).tokens()).containsExactly(0, 0, 0);
    }
  }

  @Test
  void aLiveSentenceKeepsItsRows() {
    ToyModel model = new ToyModel(11, 7, 1.0, 0.3);
    try (ToyScorer scorer = scorer(model, 0, 1, 2, 3)) {
      beam(5, LengthNormalization.AVERAGE).search(scorer, request(4, 9, 2, 15));
      for (List<Integer> sentences : scorer.sentencesOfRows().subList(1, scorer.rows().size())) {
        assertThat(sentences).isSorted();
        for (int sentence : sentences) {
          assertThat(sentences).filteredOn(other -> other == sentence).hasSize(5);
        }
      }
    }
  }

  @Test
  void noPrefixThatCanStillWinIsGivenUp() {
    SearchRequest one = SearchRequest.of(List.of(5), 1, ToyModel.START, ToyModel.END, FORBIDDEN);
    // The empty output is worth log 0.4 whatever the normalization, 0 0 a mean of 2/3 log 0.6,
    // which is more.
    ToyScorer.Model model =
        (sentence, prefix) ->
            prefix.size() < 2 ? ToyModel.logs(0.6, 0.4, 0, 0) : ToyModel.logs(0, 1, 0, 0);
    try (ToyScorer scorer = new ToyScorer(manager, model, 4, 0)) {
      Hypothesis best = beam(4, LengthNormalization.AVERAGE).search(scorer, one).get(0).get(0);
      assertThat(best.tokens()).containsExactly(0, 0);
      assertThat(best.score()).isCloseTo(2 * Math.log(0.6) / 3, within(1e-6));
    }
    try (ToyScorer scorer = new ToyScorer(manager, model, 4, 0)) {
      Hypothesis best = beam(4, LengthNormalization.NONE).search(scorer, one).get(0).get(0);
      assertThat(best.tokens()).isEmpty();
      assertThat(best.logProbability()).isCloseTo(Math.log(0.4), within(1e-6));
      // log 0.36 after two tokens is below log 0.4: no third step.
      assertThat(scorer.rows()).hasSize(2);
    }
  }

  @Test
  void aSentenceIsDoneWhenAsManyHaveEndedAsTheBeamIsWide() {
    // One ends at every step, and by their mean the live ones could always win yet.
    ToyScorer.Model model = (sentence, prefix) -> ToyModel.logs(0.6, 0.4, 0);
    try (ToyScorer scorer = new ToyScorer(manager, model, 3, 0)) {
      List<Hypothesis> found =
          beam(3, LengthNormalization.AVERAGE).search(scorer, request(50)).get(0);
      assertThat(scorer.rows()).containsExactly(1, 3, 3);
      assertThat(found.stream().map(Hypothesis::tokens))
          .containsExactly(List.of(0, 0), List.of(0), List.of());
    }
  }

  @Test
  void equalScoresGoToTheLowerTokenAndRow() {
    // All but the end mark and the start mark are equally probable, at every step.
    ToyScorer.Model flat =
        (sentence, prefix) -> {
          float[] row = new float[200];
          Arrays.fill(row, (float) -Math.log(200));
          row[ToyModel.END] = prefix.size() < 2 ? -20 : -1;
          return row;
        };
    try (ToyScorer scorer = new ToyScorer(manager, flat, 200, 0)) {
      assertThat(new GreedySearch().search(scorer, request(5)).get(0).get(0).tokens())
          .containsExactly(0, 0);
    }
    try (ToyScorer scorer = new ToyScorer(manager, flat, 200, 0)) {
      List<Hypothesis> found = beam(4, LengthNormalization.NONE).search(scorer, request(5)).get(0);
      assertThat(found.stream().map(Hypothesis::tokens))
          .containsExactly(List.of(0, 0), List.of(0, 3), List.of(0, 4), List.of(0, 5));
    }
  }

  @Test
  void otherFloatTypesWork() {
    ToyModel model = new ToyModel(3, 20, 1.0, 0);
    SearchStrategy search = beam(4, LengthNormalization.AVERAGE);
    try (ToyScorer single = scorer(model, 0);
        ToyScorer dual = new ToyScorer(manager, model::logProbabilities, 20, DataType.FLOAT64, 0)) {
      assertThat(search.search(dual, request(9))).isEqualTo(search.search(single, request(9)));
    }
  }

  private ToyScorer scorer(ToyModel model, int... sentences) {
    return new ToyScorer(manager, model::logProbabilities, model.vocabularySize(), sentences);
  }

  private List<List<Hypothesis>> search(
      SearchStrategy search,
      ToyModel model,
      List<Integer> maxLengths,
      int nBest,
      int... sentences) {
    SearchRequest request =
        SearchRequest.of(maxLengths, nBest, ToyModel.START, ToyModel.END, FORBIDDEN);
    try (ToyScorer scorer = scorer(model, sentences)) {
      return search.search(scorer, request);
    }
  }

  private static SearchRequest request(int... maxLengths) {
    return SearchRequest.of(
        IntStream.of(maxLengths).boxed().toList(), 4, ToyModel.START, ToyModel.END, FORBIDDEN);
  }

  private static BeamSearch beam(int size, LengthNormalization normalization) {
    return new BeamSearch(BeamConfig.plain(size, normalization, 1.0));
  }

  private static List<List<Object>> outputs(List<List<Hypothesis>> found) {
    return found.stream()
        .map(
            hypotheses ->
                hypotheses.stream()
                    .map(h -> (Object) List.of(h.tokens(), h.logProbability(), h.finished()))
                    .toList())
        .toList();
  }

  private static int argMax(float[] values) {
    return IntStream.range(0, values.length)
        .filter(token -> token != ToyModel.START)
        .reduce((a, b) -> values[b] > values[a] ? b : a)
        .orElseThrow();
  }
}
