package org.dragoman.translate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.dragoman.runtime.batch.BatchLimits;
import org.dragoman.runtime.file.SentencePair;
import org.dragoman.runtime.inference.Averaging;
import org.dragoman.runtime.inference.DocumentStates;
import org.dragoman.runtime.inference.Ensemble;
import org.dragoman.runtime.inference.OpenScorer;
import org.dragoman.runtime.inference.Shortlist;
import org.dragoman.runtime.inference.TargetScorer;
import org.dragoman.runtime.inference.TargetScorer.Pair;
import org.dragoman.runtime.inference.TargetScorer.Scored;
import org.dragoman.runtime.inference.VocabularySubset;
import org.dragoman.runtime.search.NamedSearch;
import org.dragoman.runtime.text.Vocabulary;
import org.dragoman.spi.Scorer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;

@TestInstance(Lifecycle.PER_CLASS)
class TargetScorerTest {
  private static final TranslationOptions OPTIONS = TranslationOptions.defaults();
  private static final List<String> LINES = TinyTranslator.sentences(12, 7);
  private static final double CLOSE = 1e-9;

  private final TinyTranslator tiny = new TinyTranslator(5);
  private final TinyTranslator other = new TinyTranslator(6);

  @AfterAll
  void close() {
    tiny.close();
    other.close();
  }

  private TargetScorer scorer(Ensemble members, BatchLimits limits) {
    return new TargetScorer(tiny.torch, members, limits);
  }

  private List<Pair> pairs() {
    List<Pair> pairs = new ArrayList<>();
    for (int i = 0; i < LINES.size(); i++) {
      List<Integer> target = new ArrayList<>();
      for (int t = 0; t < i % 5; t++) {
        target.add(4 + (i * 7 + t * 11) % 40);
      }
      List<Integer> source =
          Arrays.stream(tiny.pipelines.source().encode(LINES.get(i))).boxed().toList();
      pairs.add(new Pair(array(TargetScorer.withEnd(source)), target, i % 3 != 1));
    }
    return pairs;
  }

  private static int[] array(List<Integer> ids) {
    return ids.stream().mapToInt(Integer::intValue).toArray();
  }

  /** Of a text whose sentences stand for themselves. */
  private DocumentStates none() {
    return new DocumentStates(tiny.torch, List.of(tiny.model, other.model), BatchLimits.DEFAULTS);
  }

  /** The same by the steps of a search, one pair after the other. */
  private List<Double> byStep(Ensemble members, TinyTranslator tiny, Pair pair) {
    int[] source = pair.source();
    List<Double> values = new ArrayList<>();
    try (OpenScorer scorer = members.open(tiny.torch.manager(), List.of(source), null, none())) {
      Scorer.State state = scorer.start();
      int last = Vocabulary.START;
      for (int said : pair.said()) {
        Scorer.Step step = scorer.step(state, new int[] {last});
        values.add(step.logProbabilities().toDoubleArray()[said]);
        state = step.state();
        last = said;
      }
    }
    return values;
  }

  private static void assertClose(List<Double> actual, List<Double> expected) {
    assertThat(actual).hasSameSizeAs(expected);
    for (int i = 0; i < actual.size(); i++) {
      assertThat(actual.get(i)).isCloseTo(expected.get(i), within(CLOSE));
    }
  }

  @Test
  void onePassGivesWhatTheStepsGive() {
    Ensemble members = Ensemble.of(tiny.model);
    List<Scored> scored =
        scorer(members, BatchLimits.DEFAULTS.withSentences(5)).score(pairs(), true, null, none());
    for (int i = 0; i < pairs().size(); i++) {
      Pair pair = pairs().get(i);
      assertClose(scored.get(i).logProbabilities(), byStep(members, tiny, pair));
      assertThat(scored.get(i).weights()).hasSize(pair.said().size());
      for (List<Float> row : scored.get(i).weights()) {
        assertThat(row).hasSize(pair.source().length);
        assertThat(row.stream().mapToDouble(Float::doubleValue).sum()).isCloseTo(1, within(1e-5));
      }
    }
  }

  @Test
  void distributionsAreComputedSomeRowsAfterTheOthers() {
    Ensemble both = new Ensemble(List.of(tiny.model, other.model), Averaging.PROBABILITY);
    List<Scored> whole =
        new TargetScorer(tiny.torch, both, BatchLimits.DEFAULTS)
            .score(pairs(), false, null, none());
    List<Scored> blocks =
        new TargetScorer(tiny.torch, both, BatchLimits.DEFAULTS, 100)
            .score(pairs(), false, null, none());
    for (int i = 0; i < whole.size(); i++) {
      assertClose(blocks.get(i).logProbabilities(), whole.get(i).logProbabilities());
      assertThat(blocks.get(i).correct()).isEqualTo(whole.get(i).correct());
    }
  }

  @Test
  void weightsAreThereUntilTheNextStepThoughAStateHoldsThem() {
    int[] source = {5, 6, 7, Vocabulary.END};
    try (OpenScorer scorer =
        Ensemble.of(tiny.model).open(tiny.torch.manager(), List.of(source), null, none())) {
      Scorer.Step step = scorer.step(scorer.start(), new int[] {Vocabulary.START});
      double[] before = step.weights().toDoubleArray();
      Scorer.State selected = step.state().select(new int[] {0, 0});
      assertThat(step.weights().toDoubleArray()).isEqualTo(before);
      assertThat(scorer.step(selected, new int[] {4, 5}).weights().getShape().get(0)).isEqualTo(2);
    }
  }

  @Test
  void thePerplexityOfReferencesIsThatOfTheirTokens() {
    ReferenceScorer references =
        new ReferenceScorer(scorer(Ensemble.of(tiny.model), BatchLimits.DEFAULTS), tiny.pipelines);
    List<SentencePair> pairs =
        List.of(
            new SentencePair("a1 a2 a3", "b1 b2"),
            new SentencePair("a4", "b9 zz b3 b4"),
            new SentencePair("", ""),
            new SentencePair("a5 a6", ""));
    ReferenceScore whole = references.score(pairs.subList(0, 2), n -> "Pair " + n);
    List<TokenScores> tokens = references.tokens(pairs, TokenDetail.WEIGHTS, n -> "Pair " + n);
    assertThat(tokens.get(0).logProbability() + tokens.get(1).logProbability())
        .isCloseTo(-whole.negativeLogLikelihood(), within(CLOSE));
    assertThat(references.score(pairs, n -> "Pair " + n)).isEqualTo(whole);
    assertThat(whole.targetTokens()).isEqualTo(8);
    assertThat(tokens.get(1).targetTokens()).containsExactly("b9", "<unk>", "b3", "b4");
    assertThat(tokens.get(1).sourceTokens()).containsExactly("a4");
    assertThat(tokens.get(1).isEnded()).isTrue();
    assertThat(tokens.get(1).alignment()).containsExactly(0, 0, 0, 0);
    assertThat(tokens.get(2)).isEqualTo(TokenScores.EMPTY);
    // Of an empty translation the end mark alone is scored.
    assertThat(tokens.get(3).logProbabilities()).hasSize(1);
  }

  @Test
  void whatATranslationReportsIsTheSumOfItsTokens() {
    List<Translation> translations =
        tiny.translator(3, OPTIONS.withNBest(3).withDetail(TokenDetail.SCORES)).translate(LINES);
    for (Translation translation : translations) {
      for (Candidate candidate : translation.nBest()) {
        assertThat(candidate.tokens().logProbability())
            .isCloseTo(candidate.logProbability(), within(CLOSE));
        assertThat(String.join(" ", candidate.tokens().targetTokens())).isEqualTo(candidate.text());
        assertThat(candidate.tokens().weights()).isEmpty();
      }
    }
    assertThat(translations).extracting(Translation::text).doesNotContain("");
  }

  @Test
  void alignmentsOfALineInPartsGoOverTheWholeLine() {
    String line = "a1 a2 a3 a4 a5";
    TranslationOptions options = OPTIONS.withMaxSourceTokens(2).withDetail(TokenDetail.WEIGHTS);
    TokenScores tokens =
        tiny.translator(2, options).translate(List.of(line)).get(0).nBest().get(0).tokens();
    List<TokenScores> parts =
        tiny.translator(2, options).translate(List.of("a1 a2", "a3 a4", "a5")).stream()
            .map(part -> part.nBest().get(0).tokens())
            .toList();
    assertThat(tokens.sourceTokens()).containsExactly(line.split(" "));
    List<Integer> expected = new ArrayList<>(parts.get(0).alignment());
    parts.get(1).alignment().forEach(s -> expected.add(s + 2));
    parts.get(2).alignment().forEach(s -> expected.add(s + 4));
    assertThat(tokens.alignment()).isEqualTo(expected);
    assertThat(tokens.weights()).allSatisfy(row -> assertThat(row).hasSize(6));
  }

  @Test
  void anEnsembleOfOneModelTwiceIsTheModel() {
    List<Translation> expected = tiny.translator(3, OPTIONS.withNBest(2)).translate(LINES);
    for (Averaging averaging : Averaging.values()) {
      Ensemble twice = new Ensemble(List.of(tiny.model, tiny.model), averaging);
      List<Translation> actual = translator(twice, OPTIONS.withNBest(2), null).translate(LINES);
      for (int i = 0; i < LINES.size(); i++) {
        assertThat(actual.get(i).nBest())
            .extracting(Candidate::text)
            .isEqualTo(expected.get(i).nBest().stream().map(Candidate::text).toList());
        assertThat(actual.get(i).score()).isCloseTo(expected.get(i).score(), within(CLOSE));
      }
    }
  }

  @Test
  void anEnsembleOfTwoIsTheAverageOfTheirProbabilities() {
    int[] words = tiny.pipelines.source().encode("a1 a2 a3");
    int[] source = Arrays.copyOf(words, words.length + 1);
    source[words.length] = Vocabulary.END;
    double[] first = firstStep(Ensemble.of(tiny.model), source);
    double[] second = firstStep(Ensemble.of(other.model), source);
    double[] log = firstStep(members(Averaging.LOG), source);
    double[] mean = firstStep(members(Averaging.PROBABILITY), source);
    double total = 0;
    for (int token = 0; token < first.length; token++) {
      total += Math.exp((first[token] + second[token]) / 2);
    }
    for (int token = 0; token < first.length; token++) {
      assertThat(log[token])
          .isCloseTo((first[token] + second[token]) / 2 - Math.log(total), within(CLOSE));
      assertThat(mean[token])
          .isCloseTo(
              Math.log((Math.exp(first[token]) + Math.exp(second[token])) / 2), within(CLOSE));
    }
  }

  @Test
  void anEnsembleScoresInOnePassWhatItsStepsGive() {
    for (Averaging averaging : Averaging.values()) {
      List<Scored> scored =
          scorer(members(averaging), BatchLimits.DEFAULTS).score(pairs(), true, null, none());
      for (int i = 0; i < pairs().size(); i++) {
        assertClose(
            scored.get(i).logProbabilities(), byStep(members(averaging), tiny, pairs().get(i)));
      }
    }
  }

  @Test
  void aChoiceOfAllTokensChangesNothingAndOneOfSomeSharesAllProbabilityAmongThem() {
    VocabularySubset all = new VocabularySubset(java.util.stream.IntStream.range(0, 44).toArray());
    List<Scored> whole =
        scorer(Ensemble.of(tiny.model), BatchLimits.DEFAULTS).score(pairs(), false, null, none());
    List<Scored> chosen =
        scorer(Ensemble.of(tiny.model), BatchLimits.DEFAULTS).score(pairs(), false, all, none());
    for (int i = 0; i < whole.size(); i++) {
      assertClose(chosen.get(i).logProbabilities(), whole.get(i).logProbabilities());
    }
    int[] ids = {0, 1, 2, 3, 7, 9, 30};
    int[] source = {8, 9, Vocabulary.END};
    double[] full = firstStep(Ensemble.of(tiny.model), source);
    try (OpenScorer scorer =
        Ensemble.of(tiny.model)
            .open(tiny.torch.manager(), List.of(source), new VocabularySubset(ids), none())) {
      assertThat(scorer.vocabularySize()).isEqualTo(7);
      double[] some =
          scorer
              .step(scorer.start(), new int[] {Vocabulary.START})
              .logProbabilities()
              .toDoubleArray();
      double total = 0;
      for (int id : ids) {
        total += Math.exp(full[id]);
      }
      for (int i = 0; i < ids.length; i++) {
        assertThat(some[i]).isCloseTo(full[ids[i]] - Math.log(total), within(CLOSE));
      }
    }
  }

  @Test
  void whatHoldsNoWordsIsNotScored() {
    ReferenceScorer references =
        new ReferenceScorer(scorer(Ensemble.of(tiny.model), BatchLimits.DEFAULTS), tiny.pipelines);
    String brackets = " " + "[".repeat(20_000);
    List<SentencePair> clean =
        List.of(new SentencePair("a1 a2", "b1 b2"), new SentencePair("", ""));
    List<SentencePair> dirty =
        List.of(
            new SentencePair("a1 a2" + brackets, "b1 b2" + brackets),
            new SentencePair(brackets, "abcdefghij".repeat(30_000)));
    List<String> named = new ArrayList<>();

    assertThat(
            references.tokens(
                dirty,
                TokenDetail.WEIGHTS,
                n -> {
                  named.add("Pair " + n);
                  return "Pair " + n;
                }))
        .isEqualTo(references.tokens(clean, TokenDetail.WEIGHTS, n -> "Pair " + n));
    assertThat(references.score(dirty, n -> "Pair " + n))
        .isEqualTo(references.score(clean, n -> "Pair " + n));
    assertThat(named).containsExactly("Pair 1", "Pair 1", "Pair 2", "Pair 2");
  }

  @Test
  void everyPairIsCountedOnce() {
    AtomicLong done = new AtomicLong();
    List<SentencePair> pairs = new ArrayList<>(List.of(new SentencePair("", "")));
    for (int i = 0; i < 20; i++) {
      pairs.add(new SentencePair("a1 a2", "b" + i));
    }

    new ReferenceScorer(
            new TargetScorer(
                tiny.torch,
                Ensemble.of(tiny.model),
                BatchLimits.DEFAULTS.withSentences(3),
                done::addAndGet),
            tiny.pipelines)
        .score(pairs, n -> "Pair " + n);

    assertThat(done).hasValue(21);
  }

  private Ensemble members(Averaging averaging) {
    return new Ensemble(List.of(tiny.model, other.model), averaging);
  }

  private BatchTranslator translator(
      Ensemble members, TranslationOptions options, Shortlist shortlist) {
    return new BatchTranslator(
        tiny.torch,
        members,
        tiny.pipelines,
        new NamedSearch(
            "tiny", new TinyBeam(3), org.dragoman.runtime.plugin.Registry.of(List.of())),
        options,
        BatchLimits.DEFAULTS,
        shortlist);
  }

  private double[] firstStep(Ensemble members, int[] source) {
    try (OpenScorer scorer = members.open(tiny.torch.manager(), List.of(source), null, none())) {
      return scorer
          .step(scorer.start(), new int[] {Vocabulary.START})
          .logProbabilities()
          .toDoubleArray();
    }
  }
}
