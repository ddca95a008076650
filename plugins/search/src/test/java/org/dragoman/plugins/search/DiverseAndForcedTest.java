package org.dragoman.plugins.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.dragoman.spi.Hypothesis;
import org.dragoman.spi.SearchRequest;
import org.dragoman.testkit.ToyModel;
import org.dragoman.testkit.ToyScorer;
import org.junit.jupiter.api.Test;

class DiverseAndForcedTest {
  private static final LengthNormalization AVERAGE = LengthNormalization.AVERAGE;

  @Test
  void oneGroupIsABeam() {
    for (int seed = 0; seed < 60; seed++) {
      ToyModel model = new ToyModel(seed, 9, 1.0, seed % 3 == 0 ? 0.3 : 0);
      SearchRequest request = threeSentences();
      assertThat(Toys.search(diverse(4, 1, 0.8), model, request))
          .as("seed %d", seed)
          .isEqualTo(Toys.search(new BeamSearch(BeamConfig.plain(4, AVERAGE, 1)), model, request));
    }
  }

  @Test
  void groupsThatCostNothingAreTheSameBeam() {
    for (int seed = 0; seed < 60; seed++) {
      ToyModel model = new ToyModel(seed, 9, 1.0, seed % 3 == 0 ? 0.3 : 0);
      SearchRequest request = threeSentences();
      assertThat(Toys.search(diverse(6, 3, 0), model, request))
          .as("seed %d", seed)
          .isEqualTo(Toys.search(new BeamSearch(BeamConfig.plain(2, AVERAGE, 1)), model, request));
    }
  }

  private static SearchRequest threeSentences() {
    return Toys.request(
        4,
        SearchRequest.Sentence.of(0, 3, 7),
        SearchRequest.Sentence.of(1, 3, 2),
        SearchRequest.Sentence.of(2, 3, 12));
  }

  @Test
  void aGroupTakesWhatEarlierOnesLeft() {
    // Groups of one. 0 is by far the best, 3 the next: log 0.6 - 2 is below log 0.3.
    ToyScorer.Model model =
        (sentence, prefix) ->
            prefix.isEmpty() ? ToyModel.logs(0.6, 0, 0, 0.3, 0.1) : ToyModel.logs(0, 1, 0, 0, 0);
    SearchRequest request = Toys.request(3, SearchRequest.Sentence.of(0, 3, 5));
    List<Hypothesis> found = Toys.search(diverse(3, 3, 2), model, 5, request, 0).get(0);
    // The third pays 2 for 0 and for 3: log 0.1 = -2.3 is more than log 0.6 - 2 = -2.5.
    assertThat(found)
        .extracting(Hypothesis::tokens)
        .containsExactly(List.of(0), List.of(3), List.of(4));
    assertThat(found.get(1).logProbability()).isCloseTo(Math.log(0.3), within(1e-6));

    List<Hypothesis> weaker = Toys.search(diverse(3, 3, 1.5), model, 5, request, 0).get(0);
    // log 0.6 - 1.5 = -2.0 is more than log 0.1, so the third takes 0 again.
    assertThat(weaker).extracting(Hypothesis::tokens).containsExactly(List.of(0), List.of(3));
  }

  @Test
  void strengthMakesTheListMoreDiverse() {
    int plain = 0;
    int strong = 0;
    for (int seed = 0; seed < 40; seed++) {
      ToyModel model = new ToyModel(seed, 20, 1.5, 0);
      SearchRequest request = Toys.request(6, SearchRequest.Sentence.of(0, 3, 8));
      plain += firstTokens(Toys.search(diverse(6, 6, 0.1), model, request).get(0));
      strong += firstTokens(Toys.search(diverse(6, 6, 3), model, request).get(0));
    }
    assertThat(strong).isGreaterThan(2 * plain);
  }

  private static int firstTokens(List<Hypothesis> found) {
    Set<List<Integer>> first = new HashSet<>();
    found.forEach(each -> first.add(each.tokens().stream().limit(1).toList()));
    return first.size();
  }

  private static DiverseBeamSearch diverse(int size, int groups, double strength) {
    return new DiverseBeamSearch(new DiverseBeamConfig(size, groups, strength, AVERAGE, 1));
  }

  @Test
  void sizesThatDoNotDivideAreRefused() {
    assertThatThrownBy(() -> new DiverseBeamConfig(5, 2, 0.5, AVERAGE, 1))
        .hasMessage("size must be a multiple of groups, of which there are 2, got 5");
    assertThatThrownBy(() -> new DiverseBeamConfig(5, 0, 0.5, AVERAGE, 1))
        .hasMessage("groups must be at least 1, got 0");
    assertThatThrownBy(() -> new DiverseBeamConfig(4, 2, -1, AVERAGE, 1))
        .hasMessage("strength must be a number of at least 0, got -1.0");
  }

  @Test
  void aTargetIsScoredTokenByTokenWhateverItsLength() {
    ToyModel model = new ToyModel(5, 12, 1.0, 0);
    List<List<Integer>> targets = List.of(List.of(4, 4, 9, 0, 3), List.of(), List.of(11));
    SearchRequest.Sentence[] asked = new SearchRequest.Sentence[3];
    for (int i = 0; i < 3; i++) {
      asked[i] = SearchRequest.Sentence.of(i, 3, 0, 2, targets.get(i), List.of(), List.of());
    }
    List<List<Hypothesis>> found = Toys.search(new ForcedSearch(), model, Toys.request(1, asked));
    for (int i = 0; i < 3; i++) {
      double expected = model.score(i, targets.get(i), true);
      assertThat(found.get(i))
          .containsExactly(new Hypothesis(targets.get(i), expected, expected, true));
    }
  }

  @Test
  void aTargetOfProbabilityZeroIsFollowedToItsEnd() {
    ToyScorer.Model model = (sentence, prefix) -> ToyModel.logs(0.5, 0.5, 0, 0);
    SearchRequest.Sentence asked =
        SearchRequest.Sentence.of(0, 3, 0, 9, List.of(0, 3, 0), List.of(), List.of());
    assertThat(Toys.search(new ForcedSearch(), model, 4, Toys.request(1, asked), 0).get(0))
        .containsExactly(
            new Hypothesis(
                List.of(0, 3, 0), Double.NEGATIVE_INFINITY, Double.NEGATIVE_INFINITY, true));
  }

  @Test
  void aBeamGoesOnFromAPrefixOfProbabilityZero() {
    ToyScorer.Model model =
        (sentence, prefix) ->
            prefix.size() < 2 ? ToyModel.logs(0.7, 0.2, 0, 0, 0.1) : ToyModel.logs(0, 1, 0, 0, 0);
    SearchRequest.Sentence asked =
        SearchRequest.Sentence.of(0, 3, 0, 9, List.of(3), List.of(), List.of());
    List<Hypothesis> found =
        Toys.search(
                new BeamSearch(BeamConfig.plain(3, AVERAGE, 1)),
                model,
                5,
                Toys.request(3, asked),
                0)
            .get(0);
    assertThat(found.get(0).tokens()).containsExactly(3, 0);
    assertThat(found.get(0).logProbability()).isEqualTo(Double.NEGATIVE_INFINITY);
  }
}
