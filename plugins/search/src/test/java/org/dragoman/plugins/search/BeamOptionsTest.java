package org.dragoman.plugins.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDManager;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.dragoman.spi.Hypothesis;
import org.dragoman.spi.SearchRequest;
import org.dragoman.testkit.ToyModel;
import org.dragoman.testkit.ToyScorer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class BeamOptionsTest {
  private static final int WIDE = 1000;

  /** What is switched on beside length normalization. */
  private enum Choice {
    COVERAGE,
    NGRAMS,
    REPETITION,
    LEAST_LENGTH,
    PREFIX,
    BANNED,
    ALL;

    boolean has(Choice other) {
      return this == other || this == ALL;
    }
  }

  @ParameterizedTest
  @EnumSource(Choice.class)
  void aBeamAsWideAsTheSpaceIsExhaustive(Choice choice) {
    for (int seed = 0; seed < 60; seed++) {
      Random random = new Random(seed);
      ToyModel model = new ToyModel(seed, 4 + seed % 2, 0.5 + seed % 3, 0);
      BeamConfig config = config(choice, random);
      SearchRequest.Sentence asked = sentence(choice, random, 4 + seed % 2);
      List<Hypothesis> expected =
          Exhaustive.search(model, asked, Toys.FORBIDDEN, config, Toys.ATTENTION, 6);
      List<Hypothesis> found =
          Toys.search(new BeamSearch(config), model, Toys.request(6, asked)).get(0);
      if (expected.isEmpty()) {
        assertThat(found).isNotEmpty().allMatch(hypothesis -> !hypothesis.finished());
      } else {
        assertThat(found).as("%s with seed %d", asked, seed).isEqualTo(expected);
      }
    }
  }

  private static BeamConfig config(Choice choice, Random random) {
    LengthNormalization normalization = LengthNormalization.values()[random.nextInt(3)];
    EarlyStopping stopping = random.nextBoolean() ? EarlyStopping.BOUND : EarlyStopping.NEVER;
    double beta = 0.1 + random.nextDouble();
    int ngram = 1 + random.nextInt(3);
    double penalty = 1 + random.nextDouble();
    return new BeamConfig(
        WIDE,
        normalization,
        0.7,
        choice.has(Choice.COVERAGE) ? beta : 0,
        choice.has(Choice.NGRAMS) ? ngram : 0,
        choice.has(Choice.REPETITION) ? penalty : 1,
        stopping);
  }

  private static SearchRequest.Sentence sentence(Choice choice, Random random, int vocabulary) {
    int maxLength = 1 + random.nextInt(4);
    int minLength = random.nextInt(5);
    List<Integer> prefix = Toys.phrase(random, Math.min(2, maxLength), vocabulary);
    List<List<Integer>> banned =
        List.of(Toys.phrase(random, 3, vocabulary), Toys.phrase(random, 3, vocabulary));
    return SearchRequest.Sentence.of(
        3,
        3,
        choice.has(Choice.LEAST_LENGTH) ? minLength : 0,
        maxLength,
        choice.has(Choice.PREFIX) ? prefix : List.of(),
        List.of(),
        choice.has(Choice.BANNED) ? banned : List.of());
  }

  @Test
  void theCoveragePenaltyIsThatOfTheFormula() {
    // One token, then the end: each word gets the sum of two steps, of which 1.2 counts as 1.
    ToyScorer.Model model =
        (sentence, prefix) -> prefix.isEmpty() ? ToyModel.logs(1, 0, 0) : ToyModel.logs(0, 1, 0);
    ToyScorer.Attention attention =
        (sentence, prefix) ->
            prefix.isEmpty()
                ? new float[] {0.7f, 0.2f, 0.1f, 0}
                : new float[] {0.5f, 0.2f, 0, 0.3f};
    BeamConfig config =
        new BeamConfig(3, LengthNormalization.AVERAGE, 1, 0.2, 0, 1, EarlyStopping.BOUND);
    try (NDManager manager = NDManager.newBaseManager();
        ToyScorer scorer = new ToyScorer(manager, model, 3, 0).attending(attention)) {
      SearchRequest request = Toys.request(1, SearchRequest.Sentence.of(0, 2, 5));
      Hypothesis found = new BeamSearch(config).search(scorer, request).get(0).get(0);
      assertThat(found.score()).isCloseTo(0.2 * Math.log(0.4), within(1e-6));
      assertThat(found.logProbability()).isZero();
    }
    try (NDManager manager = NDManager.newBaseManager();
        ToyScorer scorer = new ToyScorer(manager, model, 3, 0)) {
      SearchRequest request = Toys.request(1, SearchRequest.Sentence.of(0, 2, 5));
      assertThatThrownBy(() -> new BeamSearch(config).search(scorer, request))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage(
              "The search has a coverage-penalty, which needs attention weights, and the context"
                  + " strategy of the model has none. Set coverage-penalty to 0.");
    }
  }

  @Test
  void aPositionThatHadNoAttentionAtAllLeavesTheScoreFinite() {
    ToyScorer.Model model = (sentence, prefix) -> ToyModel.logs(0, 1, 0);
    BeamConfig config =
        new BeamConfig(3, LengthNormalization.NONE, 1, 0.2, 0, 1, EarlyStopping.BOUND);
    try (NDManager manager = NDManager.newBaseManager();
        ToyScorer scorer =
            new ToyScorer(manager, model, 3, 0)
                .attending((sentence, prefix) -> new float[] {1, 0})) {
      SearchRequest request = Toys.request(1, SearchRequest.Sentence.of(0, 2, 5));
      assertThat(new BeamSearch(config).search(scorer, request).get(0).get(0).score())
          .isFinite()
          .isLessThan(-1);
    }
  }

  @Test
  void narrowBeamsRepeatNoNgram() {
    for (int seed = 0; seed < 60; seed++) {
      ToyModel model = new ToyModel(seed, 6, 1.0, seed % 3 == 0 ? 0.3 : 0);
      BeamConfig config =
          new BeamConfig(
              3, LengthNormalization.AVERAGE, 1, 0, 2, 1.2, EarlyStopping.values()[seed % 3]);
      SearchRequest request = Toys.request(3, SearchRequest.Sentence.of(0, 3, 20));
      for (Hypothesis found : Toys.search(new BeamSearch(config), model, request).get(0)) {
        List<Integer> tokens = found.tokens();
        List<List<Integer>> pairs =
            IntStream.range(1, tokens.size()).mapToObj(i -> tokens.subList(i - 1, i + 1)).toList();
        assertThat(pairs).doesNotHaveDuplicates();
        assertThat(found.logProbability())
            .isCloseTo(model.score(0, tokens, found.finished()), within(1e-4));
      }
    }
  }

  @Test
  void ofEqualTokensTheLowerWinsThoughOthersArePenalizedOrExcluded() {
    // All but the marks are equal; the engine promises no order among them.
    ToyScorer.Model flat =
        (sentence, prefix) -> {
          float[] row = new float[200];
          Arrays.fill(row, (float) -Math.log(200));
          row[ToyModel.END] = -20;
          return row;
        };
    BeamConfig config =
        new BeamConfig(1, LengthNormalization.NONE, 1, 0, 0, 1.5, EarlyStopping.BOUND);
    SearchRequest.Sentence asked =
        SearchRequest.Sentence.of(0, 3, 0, 4, List.of(), List.of(), List.of(List.of(3, 4)));
    assertThat(
            Toys.search(new BeamSearch(config), flat, 200, Toys.request(1, asked), 0)
                .get(0)
                .get(0)
                .tokens())
        .containsExactly(0, 3, 5, 4);
  }

  @Test
  void stoppingAtTheFirstIsQuickerAndNeverStoppingFindsNoLess() {
    // One ends at every step, and by their mean the live ones could always win yet.
    ToyScorer.Model model = (sentence, prefix) -> ToyModel.logs(0.6, 0.4, 0);
    assertThat(steps(model, EarlyStopping.FIRST, 2)).isEqualTo(2);
    assertThat(steps(model, EarlyStopping.BOUND, 2)).isEqualTo(3);
    assertThat(steps(model, EarlyStopping.NEVER, 2)).isEqualTo(11);

    for (int seed = 0; seed < 80; seed++) {
      ToyModel toy = new ToyModel(seed, 7, 1.0, 0);
      SearchRequest request = Toys.request(3, SearchRequest.Sentence.of(0, 3, 9));
      double first = best(toy, EarlyStopping.FIRST, request);
      double bound = best(toy, EarlyStopping.BOUND, request);
      double never = best(toy, EarlyStopping.NEVER, request);
      assertThat(first).as("seed %d", seed).isLessThanOrEqualTo(bound);
      assertThat(bound).as("seed %d", seed).isLessThanOrEqualTo(never);
    }
  }

  private static int steps(ToyScorer.Model model, EarlyStopping stopping, int nBest) {
    BeamConfig config = new BeamConfig(3, LengthNormalization.AVERAGE, 1, 0, 0, 1, stopping);
    try (NDManager manager = NDManager.newBaseManager();
        ToyScorer scorer = new ToyScorer(manager, model, 3, 0)) {
      SearchRequest request = Toys.request(nBest, SearchRequest.Sentence.of(0, 3, 10));
      new BeamSearch(config).search(scorer, request);
      return scorer.rows().size();
    }
  }

  private static double best(ToyModel model, EarlyStopping stopping, SearchRequest request) {
    BeamConfig config = new BeamConfig(3, LengthNormalization.AVERAGE, 1, 0, 0, 1, stopping);
    return Toys.search(new BeamSearch(config), model, request).get(0).get(0).score();
  }

  @Test
  void valuesThatMakeNoSenseAreRefused() {
    LengthNormalization none = LengthNormalization.NONE;
    EarlyStopping bound = EarlyStopping.BOUND;
    assertThatThrownBy(() -> new BeamConfig(5, none, 1, -1, 0, 1, bound))
        .hasMessage("coverage-penalty must be a number of at least 0, got -1.0");
    assertThatThrownBy(() -> new BeamConfig(5, none, 1, 0, -2, 1, bound))
        .hasMessage("no-repeat-ngram must be at least 0, got -2");
    assertThatThrownBy(() -> new BeamConfig(5, none, 1, 0, 0, 0.5, bound))
        .hasMessage("repetition-penalty must be a number of at least 1, got 0.5");
  }
}
