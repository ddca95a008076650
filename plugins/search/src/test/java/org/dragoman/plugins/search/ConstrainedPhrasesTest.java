package org.dragoman.plugins.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.dragoman.spi.Hypothesis;
import org.dragoman.spi.SearchRequest;
import org.dragoman.testkit.ToyModel;
import org.dragoman.testkit.ToyScorer;
import org.junit.jupiter.api.Test;

class ConstrainedPhrasesTest {
  private static final BeamConfig WIDE = BeamConfig.plain(2000, LengthNormalization.AVERAGE, 1);
  private static final BeamConfig USUAL = BeamConfig.plain(5, LengthNormalization.AVERAGE, 1);

  @Test
  void aBeamAsWideAsTheSpaceIsExhaustive() {
    int withRoom = 0;
    for (int seed = 0; seed < 180; seed++) {
      Random random = new Random(seed);
      int vocabulary = 4 + seed % 2;
      ToyModel model = new ToyModel(seed, vocabulary, 1.0, 0);
      boolean plain = seed % 3 == 0;
      List<List<SearchRequest.Phrase>> required =
          draw(1 + random.nextInt(2), () -> spellings(random, vocabulary, plain));
      List<SearchRequest.Phrase> banned =
          draw(random.nextInt(3), () -> phrase(random, 3, vocabulary, plain));
      SearchRequest.Sentence asked =
          new SearchRequest.Sentence(
              0, 3, random.nextInt(3), 1 + random.nextInt(4), List.of(), required, banned);
      List<Hypothesis> expected =
          Exhaustive.search(model, asked, Toys.FORBIDDEN, WIDE, Toys.ATTENTION, 6);
      List<Hypothesis> found =
          Toys.search(new ConstrainedSearch(WIDE), model, Toys.request(6, asked)).get(0);
      if (expected.isEmpty()) {
        assertThat(found).as("%s", asked).isEqualTo(givenUp(model, asked));
      } else {
        assertThat(found).as("%s with seed %d", asked, seed).isEqualTo(expected);
        withRoom++;
      }
    }
    assertThat(withRoom).isBetween(60, 170);
  }

  @Test
  void whatRepeatsIsInAPhraseThatMustOccur() {
    int repeated = 0;
    for (int seed = 0; seed < 40; seed++) {
      Random random = new Random(seed);
      ToyModel model = new ToyModel(seed, 5, 1.0, 0);
      BeamConfig config =
          new BeamConfig(
              2000, LengthNormalization.AVERAGE, 1, 0, 1 + seed % 2, 1, EarlyStopping.NEVER);
      List<Integer> phrase = Toys.phrase(random, 3, 5);
      SearchRequest.Sentence asked =
          SearchRequest.Sentence.of(0, 3, 0, 4, List.of(), List.of(phrase), List.of());
      List<Hypothesis> expected =
          Exhaustive.search(model, asked, Toys.FORBIDDEN, config, Toys.ATTENTION, 6);
      List<Hypothesis> found =
          Toys.search(new ConstrainedSearch(config), model, Toys.request(400, asked)).get(0);
      // All that repeats nothing, and beside that only what the phrase itself repeats.
      assertThat(found).as("seed %d", seed).isNotEmpty().containsAll(expected);
      for (Hypothesis hypothesis : found) {
        List<Integer> tokens = hypothesis.tokens();
        assertThat(holds(tokens, phrase)).isTrue();
        int length = config.noRepeatNgram();
        for (int to = length; to <= tokens.size(); to++) {
          List<Integer> ngram = tokens.subList(to - length, to);
          if (Collections.indexOfSubList(tokens.subList(0, to - 1), ngram) >= 0) {
            assertThat(phrase).as("%s of %s", tokens, phrase).contains(tokens.get(to - 1));
            repeated++;
          }
        }
      }
    }
    assertThat(repeated).isPositive();
  }

  private static List<Hypothesis> givenUp(ToyModel model, SearchRequest.Sentence asked) {
    SearchRequest.Sentence rest =
        new SearchRequest.Sentence(
            asked.number(),
            asked.sourceLength(),
            asked.minLength(),
            asked.maxLength(),
            asked.prefix(),
            List.of(),
            asked.banned());
    return Toys.search(new BeamSearch(WIDE), model, Toys.request(6, rest)).get(0);
  }

  private static <T> List<T> draw(int count, Supplier<T> drawn) {
    return Stream.generate(drawn).limit(count).toList();
  }

  private static List<SearchRequest.Phrase> spellings(
      Random random, int vocabulary, boolean plain) {
    return draw(plain ? 1 : 1 + random.nextInt(2), () -> phrase(random, 2, vocabulary, plain));
  }

  private static SearchRequest.Phrase phrase(
      Random random, int most, int vocabulary, boolean plain) {
    List<Integer> tokens = Toys.phrase(random, most, vocabulary);
    return plain
        ? SearchRequest.Phrase.of(tokens)
        : new SearchRequest.Phrase(tokens, some(random, vocabulary), some(random, vocabulary));
  }

  private static Set<Integer> some(Random random, int vocabulary) {
    return IntStream.range(0, vocabulary)
        .filter(token -> random.nextInt(3) == 0)
        .boxed()
        .collect(Collectors.toSet());
  }

  @Test
  void withoutRequiredPhrasesItIsABeam() {
    for (int seed = 0; seed < 40; seed++) {
      ToyModel model = new ToyModel(seed, 9, 1.0, seed % 3 == 0 ? 0.3 : 0);
      SearchRequest.Sentence asked =
          SearchRequest.Sentence.of(
              0, 3, 2, 8, List.of(3), List.of(), List.of(List.of(4), List.of(5, 6)));
      SearchRequest request = Toys.request(4, asked);
      assertThat(Toys.search(new ConstrainedSearch(USUAL), model, request))
          .isEqualTo(Toys.search(new BeamSearch(USUAL), model, request));
    }
  }

  @Test
  void narrowBeamsKeepOverlappingPhrasesInTheLeastRoom() {
    for (int seed = 0; seed < 100; seed++) {
      // Tokens 3 to 5 only, so phrases begin with each other's ends.
      Random random = new Random(seed);
      List<List<Integer>> required = new ArrayList<>();
      for (int i = 0; i < 3; i++) {
        required.add(IntStream.rangeClosed(0, i).mapToObj(j -> 3 + random.nextInt(3)).toList());
      }
      int room = shortest(required);
      ToyModel model = new ToyModel(seed, 9, 2.0, seed % 4 == 0 ? 0.4 : 0);
      for (int maxLength : new int[] {room, room + 1, room + 4}) {
        for (int size : new int[] {1, 5}) {
          BeamConfig config = BeamConfig.plain(size, LengthNormalization.WU, 0.6);
          SearchRequest.Sentence asked =
              SearchRequest.Sentence.of(
                  0, 3, 0, maxLength, List.of(), required, List.of(List.of(6), List.of(7, 8)));
          List<Hypothesis> found =
              Toys.search(new ConstrainedSearch(config), model, Toys.request(5, asked)).get(0);
          for (Hypothesis hypothesis : found) {
            assertThat(required)
                .as("%s of %s", hypothesis, asked)
                .allMatch(phrase -> holds(hypothesis.tokens(), phrase));
            assertThat(hypothesis.tokens()).hasSizeLessThanOrEqualTo(maxLength);
            assertThat(hypothesis.tokens()).doesNotContain(6);
            assertThat(holds(hypothesis.tokens(), List.of(7, 8))).isFalse();
          }
        }
      }
    }
  }

  /** The length of the shortest sequence of tokens 3 to 5 that holds all phrases. */
  private static int shortest(List<List<Integer>> phrases) {
    for (int length = 1; ; length++) {
      for (int code = 0; code < Math.pow(3, length); code++) {
        List<Integer> tokens = new ArrayList<>();
        for (int i = 0, rest = code; i < length; i++, rest /= 3) {
          tokens.add(3 + rest % 3);
        }
        if (phrases.stream().allMatch(phrase -> holds(tokens, phrase))) {
          return length;
        }
      }
    }
  }

  @Test
  void aBannedPhraseBetweenTwoRequiredOnesIsPassedBy() {
    ToyModel model = new ToyModel(1, 8, 1.0, 0);
    SearchRequest.Sentence asked =
        SearchRequest.Sentence.of(
            0, 3, 0, 2, List.of(), List.of(List.of(3), List.of(4)), List.of(List.of(3, 4)));
    List<Hypothesis> found =
        Toys.search(new ConstrainedSearch(USUAL), model, Toys.request(5, asked)).get(0);
    assertThat(found.get(0).tokens()).containsExactly(4, 3);
  }

  @Test
  void phrasesOfProbabilityZeroComeAllTheSame() {
    ToyScorer.Model model =
        (sentence, prefix) ->
            prefix.size() < 4 ? ToyModel.logs(0.9, 0.1, 0, 0, 0) : ToyModel.logs(0, 1, 0, 0, 0);
    SearchRequest.Sentence asked =
        SearchRequest.Sentence.of(0, 3, 0, 6, List.of(), List.of(List.of(3, 4)), List.of());
    Hypothesis found =
        Toys.search(new ConstrainedSearch(USUAL), model, 5, Toys.request(1, asked), 0)
            .get(0)
            .get(0);
    assertThat(holds(found.tokens(), List.of(3, 4))).isTrue();
    assertThat(found.logProbability()).isEqualTo(Double.NEGATIVE_INFINITY);
    assertThat(found.score()).isFinite();
  }

  @Test
  void whatCannotBeKeptIsGivenUp() {
    for (int seed = 0; seed < 20; seed++) {
      ToyModel model = new ToyModel(seed, 8, 1.0, 0);
      List<List<Integer>> phrase = List.of(List.of(3, 4, 5));
      // Too little room, and what must occur holds what must not.
      for (SearchRequest.Sentence asked :
          List.of(
              SearchRequest.Sentence.of(0, 3, 0, 2, List.of(), phrase, List.of()),
              SearchRequest.Sentence.of(0, 3, 0, 9, List.of(), phrase, List.of(List.of(4))))) {
        List<Hypothesis> found =
            Toys.search(new ConstrainedSearch(WIDE), model, Toys.request(6, asked)).get(0);
        assertThat(found).isNotEmpty().isEqualTo(givenUp(model, asked));
      }
    }
  }

  @Test
  void aPhraseDoesNotCountWithinAWord() {
    // 3 goes on with the word before it, 4 has the word go on: 5 counts neither before nor after.
    ToyScorer.Model model =
        (sentence, prefix) ->
            switch (prefix.size()) {
              case 0 -> ToyModel.logs(0.04, 0.01, 0, 0.05, 0.8, 0.1);
              case 1 -> ToyModel.logs(0.05, 0.05, 0, 0.1, 0.1, 0.7);
              case 2 -> ToyModel.logs(0.05, 0.1, 0, 0.7, 0.05, 0.1);
              default -> ToyModel.logs(0.05, 0.8, 0, 0.05, 0.05, 0.05);
            };
    SearchRequest.Phrase phrase = new SearchRequest.Phrase(List.of(5), Set.of(4), Set.of(3));
    SearchRequest.Sentence required =
        new SearchRequest.Sentence(0, 3, 0, 9, List.of(), List.of(List.of(phrase)), List.of());
    List<Hypothesis> found =
        Toys.search(new ConstrainedSearch(USUAL), model, 6, Toys.request(5, required), 0).get(0);
    assertThat(found).isNotEmpty().allMatch(each -> phrase.occursIn(each.tokens()));

    SearchRequest.Sentence banned =
        new SearchRequest.Sentence(0, 3, 0, 9, List.of(), List.of(), List.of(phrase));
    assertThat(
            Toys.search(new GreedySearch(), model, 6, Toys.request(1, banned), 0)
                .get(0)
                .get(0)
                .tokens())
        .containsExactly(4, 5, 3);
  }

  @Test
  void phrasesAreFoundInThePrefixToo() {
    ToyModel model = new ToyModel(4, 8, 1.0, 0);
    SearchRequest.Sentence asked =
        SearchRequest.Sentence.of(
            0, 3, 0, 3, List.of(3, 4), List.of(List.of(3, 4), List.of(4, 5)), List.of());
    List<Hypothesis> found =
        Toys.search(new ConstrainedSearch(USUAL), model, Toys.request(3, asked)).get(0);
    assertThat(found).extracting(Hypothesis::tokens).containsExactly(List.of(3, 4, 5));
  }

  @Test
  void tooManyPhrasesAndUnknownTokensAreRefused() {
    ToyModel model = new ToyModel(4, 20, 1.0, 0);
    List<List<Integer>> many = IntStream.range(3, 14).mapToObj(List::of).toList();
    assertThatThrownBy(() -> search(model, many))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "A sentence has 11 phrases that must occur; the search 'constrained' keeps at most 10."
                + " Ask for fewer, or for neighbouring words as one phrase.");
    assertThatThrownBy(() -> search(model, List.of(List.of(20))))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("token 20");
    assertThat(search(model, many.subList(0, 10)).get(0).get(0).tokens())
        .contains(3, 4, 5, 6, 7, 8, 9, 10, 11, 12);
  }

  private static List<List<Hypothesis>> search(ToyModel model, List<List<Integer>> required) {
    SearchRequest.Sentence asked =
        SearchRequest.Sentence.of(0, 3, 0, 30, List.of(), required, List.of());
    return Toys.search(new ConstrainedSearch(USUAL), model, Toys.request(3, asked));
  }

  private static boolean holds(List<Integer> tokens, List<Integer> phrase) {
    return Collections.indexOfSubList(tokens, phrase) >= 0;
  }
}
