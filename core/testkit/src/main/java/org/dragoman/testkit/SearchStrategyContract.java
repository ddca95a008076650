package org.dragoman.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDManager;
import java.util.List;
import java.util.stream.IntStream;
import org.dragoman.spi.Hypothesis;
import org.dragoman.spi.SearchRequest;
import org.dragoman.spi.SearchStrategy;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * What every {@link SearchStrategy} promises, on models without a network.
 *
 * <pre>{@code
 * class MySearchTest extends SearchStrategyContract {
 *   @Override
 *   protected SearchStrategy create() {
 *     return new MySearch(new MySearch.Config());
 *   }
 * }
 * }</pre>
 */
public abstract class SearchStrategyContract {
  private static final int MODELS = 40;
  private static final double TOLERANCE = 1e-5;

  private NDManager manager;

  /** Makes a contract's instance. */
  protected SearchStrategyContract() {}

  /** A strategy to try; random ones seeded, so that two are the same. */
  protected abstract SearchStrategy create();

  @BeforeEach
  final void open() {
    manager = NDManager.newBaseManager();
  }

  @AfterEach
  final void close() {
    manager.close();
  }

  @Test
  final void aBatchGivesWhatItsSentencesGiveAlone() {
    for (int seed = 0; seed < MODELS; seed++) {
      ToyModel model = new ToyModel(seed, 9, 1.5, seed % 3 == 0 ? 0.3 : 0);
      int[] maxLengths = {7, 0, 12, 1, 3, 20};
      List<List<Hypothesis>> batch = search(model, request(maxLengths), 0, 1, 2, 3, 4, 5);
      for (int i = 0; i < maxLengths.length; i++) {
        assertThat(batch.get(i))
            .as("sentence %d with the model of seed %d", i, seed)
            .isEqualTo(search(model, request(maxLengths[i]), i).get(0));
      }
    }
  }

  @Test
  final void hypothesesAreSortedAllowedAndScoredRight() {
    for (int seed = 0; seed < MODELS; seed++) {
      ToyModel model = new ToyModel(seed, 9, 1.0, seed % 3 == 0 ? 0.3 : 0);
      int maxLength = seed % 9;
      SearchRequest request =
          SearchRequest.of(
              List.of(maxLength), 4, ToyModel.START, ToyModel.END, List.of(ToyModel.START, 3, 7));
      List<Hypothesis> found = search(model, request, 0).get(0);
      assertThat(found).isNotEmpty().hasSizeLessThanOrEqualTo(4);
      for (int i = 0; i < found.size(); i++) {
        Hypothesis hypothesis = found.get(i);
        assertThat(hypothesis.tokens())
            .hasSizeLessThanOrEqualTo(maxLength)
            .doesNotContain(ToyModel.START, ToyModel.END, 3, 7);
        assertThat(hypothesis.logProbability())
            .isCloseTo(
                model.score(0, hypothesis.tokens(), hypothesis.finished()), within(TOLERANCE));
        assertThat(hypothesis.score()).isFinite();
        assertThat(i == 0 || found.get(i - 1).score() >= hypothesis.score())
            .as("hypothesis %d is ranked below %d", i, i - 1)
            .isTrue();
      }
    }
  }

  @Test
  final void outputsAtTheGreatestLengthAreUnfinishedUnlessTheEndFollows() {
    ToyScorer.Model endless = (sentence, prefix) -> ToyModel.logs(1, 0, 0);
    List<List<Hypothesis>> cut = search(endless, 3, request(3, 0, 1), 0, 1, 2);
    assertThat(cut.get(0).get(0)).isEqualTo(new Hypothesis(List.of(0, 0, 0), 0, 0, false));
    assertThat(cut.get(1)).containsExactly(new Hypothesis(List.of(), 0, 0, false));
    assertThat(cut.get(2).get(0).tokens()).containsExactly(0);

    ToyScorer.Model threeLong =
        (sentence, prefix) -> prefix.size() < 3 ? ToyModel.logs(1, 0, 0) : ToyModel.logs(0, 1, 0);
    Hypothesis whole = search(threeLong, 3, request(3), 0).get(0).get(0);
    assertThat(whole.tokens()).containsExactly(0, 0, 0);
    assertThat(whole.finished()).isTrue();
  }

  @Test
  final void aDeadEndGivesWhatThereIs() {
    ToyScorer.Model model =
        (sentence, prefix) ->
            prefix.size() < 2 ? ToyModel.logs(1, 0, 0, 0) : ToyModel.logs(0, 0, 0, 0);
    List<Hypothesis> found = search(model, 4, request(9), 0).get(0);
    assertThat(found).isNotEmpty();
    assertThat(found.get(0).tokens()).containsExactly(0, 0);
    assertThat(found.get(0).finished()).isFalse();
    assertThat(found.get(0).score()).isFinite();
  }

  @Test
  final void nothingIsLeftBehind() {
    int before = manager.getManagedArrays().size();
    ToyModel model = new ToyModel(8, 30, 0.0, 0);
    try (ToyScorer scorer = new ToyScorer(manager, model::logProbabilities, 30, 0, 1, 2)) {
      SearchStrategy strategy = create();
      strategy.search(scorer, request(6, 6, 6));
      assertThat(scorer.open()).as("the step's own array").isEqualTo(1);
    }
    assertThat(manager.getManagedArrays()).hasSize(before);
  }

  @Test
  final void scoresThatAreNotNumbersAreRefused() {
    ToyScorer.Model broken = (sentence, prefix) -> new float[] {Float.NaN, -1, -2, -3};
    assertThatThrownBy(() -> search(broken, 4, request(6), 0))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("NaN");
  }

  @Test
  final void aRequestThatDoesNotFitIsRefused() {
    ToyModel model = new ToyModel(8, 5, 1.0, 0);
    assertThatThrownBy(() -> search(model, request(6), 0, 1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("1")
        .hasMessageContaining("2");
    assertThatThrownBy(() -> search(model, request(6, -1), 0, 1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("-1");
  }

  private List<List<Hypothesis>> search(ToyModel model, SearchRequest request, int... sentences) {
    return search(model::logProbabilities, model.vocabularySize(), request, sentences);
  }

  private List<List<Hypothesis>> search(
      ToyScorer.Model model, int vocabularySize, SearchRequest request, int... sentences) {
    try (ToyScorer scorer = new ToyScorer(manager, model, vocabularySize, sentences)) {
      return create().search(scorer, request);
    }
  }

  private static SearchRequest request(int... maxLengths) {
    return SearchRequest.of(
        IntStream.of(maxLengths).boxed().toList(),
        4,
        ToyModel.START,
        ToyModel.END,
        List.of(ToyModel.START));
  }
}
