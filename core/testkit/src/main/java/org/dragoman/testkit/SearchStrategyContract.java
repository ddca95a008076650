package org.dragoman.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeFalse;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import ai.djl.ndarray.NDManager;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.dragoman.spi.Hypothesis;
import org.dragoman.spi.SearchFeature;
import org.dragoman.spi.SearchRequest;
import org.dragoman.spi.SearchStrategy;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;

/**
 * Tests of what every {@link SearchStrategy} must do, on toy models without a network.
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

  /** Called by the subclass. */
  protected SearchStrategyContract() {}

  /**
   * Creates the strategy. A strategy that samples must have a fixed seed, so that two of them give
   * the same outputs.
   */
  protected abstract SearchStrategy create();

  /**
   * Returns true if the strategy does not search but scores the given prefix and the end mark after
   * it.
   */
  protected boolean isForced() {
    return false;
  }

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
            .isEqualTo(search(model, only(request(maxLengths), i), i).get(0));
      }
    }
  }

  @Test
  final void hypothesesAreSortedAllowedAndScoredRight() {
    assumeFalse(isForced());
    for (int seed = 0; seed < MODELS; seed++) {
      ToyModel model = new ToyModel(seed, 9, 1.0, seed % 3 == 0 ? 0.3 : 0);
      int maxLength = seed % 9;
      SearchRequest request =
          SearchRequest.of(
              List.of(maxLength), 4, ToyModel.START, ToyModel.END, List.of(ToyModel.START, 3, 7));
      List<Hypothesis> found = search(model, request, 0).get(0);
      assertThat(found).isNotEmpty().hasSizeLessThanOrEqualTo(4);
      assertThat(found.stream().map(Hypothesis::tokens)).doesNotHaveDuplicates();
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
    assumeFalse(isForced());
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
    assumeFalse(isForced());
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
    // Forced decoding looks at the end mark only.
    float[] scores = {isForced() ? -1 : Float.NaN, isForced() ? Float.NaN : -1, -2, -3};
    ToyScorer.Model broken = (sentence, prefix) -> scores;
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

  @Test
  final void aLeastLengthIsKept() {
    checkKept(SearchFeature.MIN_LENGTH);
  }

  @Test
  final void aPrefixIsKept() {
    checkKept(SearchFeature.PREFIX);
  }

  @Test
  final void requiredPhrasesOccur() {
    checkKept(SearchFeature.REQUIRED);
  }

  @Test
  final void bannedPhrasesDoNotOccur() {
    checkKept(SearchFeature.BANNED);
  }

  @Test
  final void allThatIsAnnouncedIsKeptTogether() {
    Set<SearchFeature> features = create().features();
    checkKept(features.toArray(new SearchFeature[0]));
  }

  @Test
  final void aPrefixThatIsTooLongIsPutOutWhole() {
    assumeTrue(create().features().contains(SearchFeature.PREFIX));
    ToyModel model = new ToyModel(5, 9, 1.0, 0);
    SearchRequest.Sentence asked =
        new SearchRequest.Sentence(0, 3, 0, 2, List.of(4, 5, 4, 6), List.of(), List.of());
    assertThat(search(model, request(asked), 0).get(0).get(0).tokens()).containsExactly(4, 5, 4, 6);
  }

  /** Reports the time of a batch. The toy model takes next to none of it. */
  @Test
  final void theSpeedIsReported(TestReporter reporter) {
    int vocabulary = 8000;
    Map<Integer, float[]> rows = new HashMap<>();
    ToyModel drawn = new ToyModel(1, vocabulary, 2.0, 0);
    ToyScorer.Model model =
        (sentence, prefix) ->
            rows.computeIfAbsent(
                prefix.hashCode() & 31, key -> drawn.logProbabilities(0, List.of(key)));
    int[] sentences = new int[16];
    int[] maxLengths = IntStream.generate(() -> 20).limit(sentences.length).toArray();
    search(model, vocabulary, request(maxLengths), sentences);
    long before = System.nanoTime();
    List<List<Hypothesis>> found = search(model, vocabulary, request(maxLengths), sentences);
    double milliseconds = (System.nanoTime() - before) / 1e6;
    assertThat(found).hasSize(sentences.length);
    reporter.publishEntry(
        "16 sentences of up to 20 tokens, 8000 in the vocabulary",
        "%.1f ms".formatted(milliseconds));
  }

  /** Searches 100 random sentences with the constraints, in batches and one by one. */
  private void checkKept(SearchFeature... features) {
    Set<SearchFeature> asked = EnumSet.noneOf(SearchFeature.class);
    Collections.addAll(asked, features);
    assumeTrue(!asked.isEmpty() && create().features().containsAll(asked));
    int[] four = {0, 1, 2, 3};
    for (int seed = 0; seed < 25; seed++) {
      ToyModel model = new ToyModel(seed, 12, 1.0, 0);
      Random random = new Random(seed);
      SearchRequest request =
          request(
              IntStream.of(four)
                  .mapToObj(number -> sentence(random, number, asked))
                  .toArray(SearchRequest.Sentence[]::new));
      List<List<Hypothesis>> found = search(model, request, four);
      for (int i : four) {
        checkKept(model, request.sentences().get(i), found.get(i));
        assertThat(search(model, only(request, i), i).get(0)).isEqualTo(found.get(i));
      }
    }
  }

  /**
   * Creates a sentence whose limits leave room for its constraints. No banned phrase is required.
   */
  private static SearchRequest.Sentence sentence(
      Random random, int number, Set<SearchFeature> features) {
    List<Integer> prefix =
        features.contains(SearchFeature.PREFIX) ? phrase(random, 3, 4) : List.of();
    List<List<SearchRequest.Phrase>> required = new ArrayList<>();
    List<SearchRequest.Phrase> banned = new ArrayList<>();
    int needed = prefix.size();
    for (int i = random.nextInt(3); i >= 0; i--) {
      if (features.contains(SearchFeature.REQUIRED)) {
        required.add(spellings(random));
        needed +=
            required.get(required.size() - 1).stream()
                .mapToInt(SearchStrategyContract::size)
                .max()
                .orElseThrow();
      }
      if (features.contains(SearchFeature.BANNED)) {
        banned.add(
            new SearchRequest.Phrase(phrase(random, 7, 5), some(random, 3, 9), some(random, 3, 9)));
      }
    }
    int maxLength = needed + random.nextInt(4);
    int minLength = features.contains(SearchFeature.MIN_LENGTH) ? random.nextInt(maxLength + 2) : 0;
    return new SearchRequest.Sentence(number, 5, minLength, maxLength, prefix, required, banned);
  }

  /**
   * Creates one spelling or two. The tokens that must not stand beside them are in no prefix and no
   * other phrase.
   */
  private static List<SearchRequest.Phrase> spellings(Random random) {
    return IntStream.rangeClosed(0, random.nextInt(2))
        .mapToObj(
            i ->
                new SearchRequest.Phrase(
                    phrase(random, 3, 4), some(random, 7, 5), some(random, 7, 5)))
        .toList();
  }

  private static int size(SearchRequest.Phrase phrase) {
    return phrase.tokens().size();
  }

  /** Some of the tokens from a first one on. */
  private static Set<Integer> some(Random random, int firstToken, int tokens) {
    return IntStream.range(firstToken, firstToken + tokens)
        .filter(token -> random.nextInt(2) == 0)
        .boxed()
        .collect(Collectors.toSet());
  }

  /** One to three tokens. */
  private static List<Integer> phrase(Random random, int firstToken, int tokens) {
    return IntStream.rangeClosed(0, random.nextInt(3))
        .mapToObj(i -> firstToken + random.nextInt(tokens))
        .toList();
  }

  private void checkKept(
      ToyModel model, SearchRequest.Sentence asked, List<Hypothesis> hypotheses) {
    assertThat(hypotheses).as("of %s", asked).isNotEmpty();
    assertThat(hypotheses.stream().map(Hypothesis::tokens)).doesNotHaveDuplicates();
    int minLength = isForced() ? 0 : Math.min(asked.minLength(), asked.maxLength());
    for (Hypothesis hypothesis : hypotheses) {
      List<Integer> tokens = hypothesis.tokens();
      String of = "%s of %s with the model of seed %d".formatted(tokens, asked, model.seed());
      assertThat(tokens).as(of).hasSizeBetween(minLength, asked.maxLength());
      assertThat(tokens.subList(0, asked.prefix().size())).as(of).isEqualTo(asked.prefix());
      assertThat(asked.required())
          .as(of)
          .allMatch(spellings -> spellings.stream().anyMatch(each -> each.occursIn(tokens)));
      assertThat(asked.banned()).as(of).noneMatch(phrase -> phrase.occursIn(tokens));
      assertThat(hypothesis.logProbability())
          .as(of)
          .isCloseTo(
              model.score((int) asked.number(), tokens, hypothesis.finished()), within(TOLERANCE));
    }
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

  private static SearchRequest request(SearchRequest.Sentence... sentences) {
    return new SearchRequest(
        List.of(sentences), 4, ToyModel.START, ToyModel.END, List.of(ToyModel.START));
  }

  /** The request for one of the sentences. */
  private static SearchRequest only(SearchRequest request, int sentence) {
    return request(request.sentences().get(sentence));
  }
}
