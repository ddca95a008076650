package org.dragoman.plugins.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.dragoman.spi.Hypothesis;
import org.dragoman.spi.SearchRequest;
import org.dragoman.testkit.ToyModel;
import org.dragoman.testkit.ToyScorer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SamplingDrawsTest {
  private static final int DRAWS = 20_000;
  private static final double[] MODEL = {0.30, 0.02, 0.08, 0.20, 0.15, 0.15, 0.07, 0.03};

  /** Of equal probabilities (4 and 5) the lower id counts as the more probable. */
  @ParameterizedTest
  @CsvSource({
    "1.0, 0, 1.0, 8",
    "0.5, 0, 1.0, 8",
    "2.0, 0, 1.0, 8",
    "1.0, 3, 1.0, 3",
    "1.0, 0, 0.6, 3",
    "1.0, 0, 0.05, 1",
    "0.7, 5, 0.8, 4",
    "1.0, 99, 0.999, 8"
  })
  void frequenciesAreThoseOfTheDistribution(
      double temperature, int topK, double topP, int expectedTokens) {
    double[] expected = expected(temperature, topK, topP);
    assertThat(Arrays.stream(expected).filter(p -> p > 0).count()).isEqualTo(expectedTokens);
    TokenSampler sampler = new TokenSampler(new SamplingConfig(temperature, topK, topP, 1));
    int[] counts = new int[MODEL.length];
    SplittableRandom random = new SplittableRandom(7);
    BitSet none = new BitSet();
    for (int i = 0; i < DRAWS; i++) {
      counts[sampler.draw(ToyModel.logs(MODEL), none, none, random)]++;
    }
    assertFits(counts, expected);
  }

  @Test
  void sentencesOfOtherNumbersAreDrawnIndependently() {
    // The search itself: the first two tokens of many sentences, forbidden token 2 left out.
    ToyScorer.Model model = (sentence, prefix) -> ToyModel.logs(MODEL);
    int[] pairs = new int[64];
    SamplingSearch search = new SamplingSearch(new SamplingConfig(1, 0, 1, 5));
    int batch = 500;
    for (int from = 0; from < DRAWS; from += batch) {
      SearchRequest.Sentence[] asked =
          IntStream.range(from, from + batch)
              .mapToObj(
                  number ->
                      SearchRequest.Sentence.of(number, 3, 2, 2, List.of(), List.of(), List.of()))
              .toArray(SearchRequest.Sentence[]::new);
      for (List<Hypothesis> found :
          Toys.search(search, model, 8, Toys.request(1, asked), new int[batch])) {
        List<Integer> tokens = found.get(0).tokens();
        pairs[tokens.get(0) * 8 + tokens.get(1)]++;
      }
    }
    double[] expected = new double[64];
    double left = 1 - MODEL[ToyModel.END] - MODEL[ToyModel.START];
    for (int i = 0; i < 64; i++) {
      boolean marks = i / 8 == 1 || i / 8 == 2 || i % 8 == 1 || i % 8 == 2;
      expected[i] = marks ? 0 : MODEL[i / 8] / left * MODEL[i % 8] / left;
    }
    assertFits(pairs, expected);
  }

  private static double[] expected(double temperature, int topK, double topP) {
    double[] tempered = Arrays.stream(MODEL).map(p -> Math.pow(p, 1 / temperature)).toArray();
    int[] order =
        IntStream.range(0, MODEL.length)
            .boxed()
            .sorted((a, b) -> Double.compare(tempered[b], tempered[a]))
            .limit(topK == 0 ? MODEL.length : topK)
            .mapToInt(Integer::intValue)
            .toArray();
    double sum = Arrays.stream(order).mapToDouble(token -> tempered[token]).sum();
    double[] kept = new double[MODEL.length];
    double mass = 0;
    for (int token : order) {
      if (mass < topP) {
        kept[token] = tempered[token] / sum;
        mass += kept[token];
      }
    }
    double total = mass;
    return Arrays.stream(kept).map(p -> p / total).toArray();
  }

  /** Pearson's statistic is below its mean by chance, plus five of its standard deviations. */
  private static void assertFits(int[] counts, double[] probabilities) {
    double statistic = 0;
    int freedom = -1;
    double draws = Arrays.stream(counts).sum();
    for (int i = 0; i < counts.length; i++) {
      double expected = draws * probabilities[i];
      if (expected == 0) {
        assertThat(counts[i]).as("draws of what has no probability: %d", i).isZero();
      } else {
        statistic += (counts[i] - expected) * (counts[i] - expected) / expected;
        freedom++;
      }
    }
    assertThat(statistic).isLessThanOrEqualTo(freedom + 5 * Math.sqrt(2.0 * freedom));
  }

  @Test
  void theSeedAndTheNumberMakeTheDraws() {
    ToyModel model = new ToyModel(3, 30, 0.5, 0);
    SearchRequest.Sentence[] two = {
      SearchRequest.Sentence.of(7, 3, 12), SearchRequest.Sentence.of(8, 3, 12)
    };
    ToyScorer.Model same = (sentence, prefix) -> model.logProbabilities(0, prefix);
    List<List<Hypothesis>> one = Toys.search(sampling(1), same, 30, Toys.request(3, two), 0, 0);
    assertThat(Toys.search(sampling(1), same, 30, Toys.request(3, two), 0, 0)).isEqualTo(one);
    assertThat(one.get(0)).isNotEqualTo(one.get(1)).hasSize(3);
    assertThat(Toys.search(sampling(2), same, 30, Toys.request(3, two), 0, 0).get(0))
        .isNotEqualTo(one.get(0));
  }

  @Test
  void anOutputDrawnTwiceIsListedOnce() {
    ToyScorer.Model model = (sentence, prefix) -> ToyModel.logs(0.5, 0.5, 0);
    SearchRequest request = Toys.request(20, SearchRequest.Sentence.of(0, 3, 1));
    List<Hypothesis> found = Toys.search(sampling(1), model, 3, request, 0).get(0);
    assertThat(found.get(0)).isEqualTo(new Hypothesis(List.of(), log(0.5), log(0.5), true));
    assertThat(found.get(1).tokens()).containsExactly(0);
    assertThat(found).hasSize(2);
  }

  private static double log(double probability) {
    return (float) Math.log(probability);
  }

  private static SamplingSearch sampling(long seed) {
    return new SamplingSearch(new SamplingConfig(1, 0, 1, seed));
  }

  @Test
  void valuesThatMakeNoSenseAreRefused() {
    assertThatThrownBy(() -> new SamplingConfig(0, 0, 1, 1))
        .hasMessage("temperature must be a number greater than 0, got 0.0");
    assertThatThrownBy(() -> new SamplingConfig(1, -1, 1, 1))
        .hasMessage("top-k must be at least 0, got -1");
    assertThatThrownBy(() -> new SamplingConfig(1, 0, 1.5, 1))
        .hasMessage("top-p must be greater than 0 and at most 1, got 1.5");
  }
}
