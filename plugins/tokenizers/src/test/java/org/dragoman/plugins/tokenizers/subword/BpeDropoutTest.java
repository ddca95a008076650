package org.dragoman.plugins.tokenizers.subword;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Assertions;

class BpeDropoutTest {
  private static final int DRAWS = 40_000;

  private static final List<Merge> MERGES =
      List.of(
          new Merge("a", "b"),
          new Merge("c", "d</w>"),
          new Merge("b", "c"),
          new Merge("ab", "ab"),
          new Merge("ab", "cd</w>"),
          new Merge("a", "bc"));

  /**
   * How probable each segmentation is by the definition: the places of a word where a merge fits
   * are looked at from the best on, each is passed over with the probability of dropout, and the
   * first that is not is merged; where all are passed over the word is done.
   */
  private static Map<String, Double> probabilities(List<String> symbols, double dropout) {
    List<int[]> places = new ArrayList<>();
    for (int i = 0; i + 1 < symbols.size(); i++) {
      int rank = MERGES.indexOf(new Merge(symbols.get(i), symbols.get(i + 1)));
      if (rank >= 0) {
        places.add(new int[] {rank, i});
      }
    }
    places.sort((a, b) -> a[0] != b[0] ? a[0] - b[0] : a[1] - b[1]);
    Map<String, Double> result = new TreeMap<>();
    double open = 1;
    for (int[] place : places) {
      double taken = open * (1 - dropout);
      List<String> merged = new ArrayList<>(symbols);
      merged.set(place[1], MERGES.get(place[0]).merged());
      merged.remove(place[1] + 1);
      probabilities(merged, dropout).forEach((key, p) -> result.merge(key, taken * p, Double::sum));
      open *= dropout;
    }
    result.merge(String.join(" ", symbols), open, Double::sum);
    return result;
  }

  @Example
  void drawsEachSegmentationAsOftenAsItsProbabilitySays() {
    BpeSplitter splitter = new BpeSplitter(MERGES);
    for (double dropout : new double[] {0.1, 0.5, 0.9}) {
      Map<String, Double> expected = probabilities(Merge.symbols("ababcd"), dropout);
      Map<String, Integer> counts = new HashMap<>();
      Random random = new Random(1);
      for (int i = 0; i < DRAWS; i++) {
        String drawn = String.join(" ", splitter.sample("ababcd", dropout, random)) + "</w>";
        counts.merge(drawn, 1, Integer::sum);
      }
      assertThat(expected)
          .hasSizeGreaterThan(10)
          .containsKeys(counts.keySet().toArray(String[]::new));
      expected.forEach(
          (segmentation, p) ->
              assertThat(counts.getOrDefault(segmentation, 0) / (double) DRAWS)
                  .as(segmentation + " at dropout " + dropout)
                  .isCloseTo(p, within(5 * Math.sqrt(p * (1 - p) / DRAWS) + 1e-4)));
    }
  }

  @Provide
  Arbitrary<Map<String, Long>> fewLetters() {
    return Arbitraries.maps(
            Arbitraries.strings().withChars("ab").ofMinLength(1).ofMaxLength(9),
            Arbitraries.longs().between(1, 5))
        .ofMaxSize(12);
  }

  @Property(tries = 200)
  void isNoneAtZeroAndLeavesCharactersAtOne(@ForAll("fewLetters") Map<String, Long> counts) {
    BpeSplitter splitter = new BpeSplitter(new BpeLearner(counts).learn(40, 2));
    Random random = new Random(2);
    for (String word : counts.keySet()) {
      assertThat(splitter.sample(word, 0, random)).isEqualTo(splitter.split(word));
      assertThat(splitter.sample(word, 1, random)).containsExactly(word.split(""));
    }
  }

  @Example
  void takesAVeryLongWordQuickly() {
    BpeSplitter splitter = new BpeSplitter(MERGES);
    StringBuilder word = new StringBuilder();
    new Random(1).ints(300_000, 'a', 'e').forEach(word::appendCodePoint);
    for (double dropout : new double[] {0.1, 0.9}) {
      Assertions.assertTimeout(
          Duration.ofSeconds(20),
          () ->
              assertThat(String.join("", splitter.sample(word.toString(), dropout, new Random(3))))
                  .isEqualTo(word.toString()));
    }
  }

  @Example
  void refusesWhatIsNoProbability() {
    for (double dropout : new double[] {-0.1, 1.1, Double.NaN}) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> BpeConfigs.of(BpeStyle.JOINER, dropout))
          .withMessage("dropout must be from 0 to 1, got " + dropout);
    }
  }
}
