package org.dragoman.translate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDManager;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.dragoman.runtime.batch.BatchLimits;
import org.dragoman.runtime.batch.PaddedBatch;
import org.dragoman.runtime.engine.GradMode;
import org.dragoman.runtime.file.SentencePair;
import org.dragoman.runtime.inference.Averaging;
import org.dragoman.runtime.inference.DocumentStates;
import org.dragoman.runtime.inference.Ensemble;
import org.dragoman.runtime.inference.TargetScorer;
import org.dragoman.runtime.model.EncoderDecoder;
import org.dragoman.runtime.plugin.Registry;
import org.dragoman.runtime.search.NamedSearch;
import org.dragoman.runtime.text.Vocabulary;
import org.dragoman.spi.Mode;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class DocumentStatesTest {
  private static final TranslationOptions OPTIONS = TranslationOptions.defaults().withNBest(2);
  private static final BatchLimits LIMITS = BatchLimits.DEFAULTS.withSentences(3);
  private static final double CLOSE = 1e-9;

  private final TinyTranslator tiny = new TinyTranslator(5, true);

  @AfterAll
  void close() {
    tiny.close();
  }

  private int[] source(String line) {
    int[] ids = tiny.pipelines.source().encode(line);
    int[] source = Arrays.copyOf(ids, ids.length + 1);
    source[ids.length] = Vocabulary.END;
    return source;
  }

  /** Documents of 1 to 6 lines, each after a blank line. */
  private static List<String> text() {
    List<String> lines = new ArrayList<>();
    List<String> sentences = TinyTranslator.sentences(40, 6);
    for (int i = 0, size = 1; i < sentences.size(); i += size, size = size % 6 + 1) {
      lines.addAll(sentences.subList(i, Math.min(sentences.size(), i + size)));
      lines.add(" ");
    }
    return lines;
  }

  private static List<List<String>> documents(List<String> lines) {
    List<List<String>> documents = new ArrayList<>();
    documents.add(new ArrayList<>());
    for (String line : lines) {
      documents.get(documents.size() - 1).add(line);
      if (line.isBlank()) {
        documents.add(new ArrayList<>());
      }
    }
    return documents;
  }

  @Test
  void aSentenceIsReadAsTheRestOfOneLongOne() {
    int[] first = source("a1 a2 a3");
    int[] second = source("a4 a5");
    int[] third = source("a6");
    int[] whole =
        IntStream.concat(
                Arrays.stream(first), IntStream.concat(Arrays.stream(second), Arrays.stream(third)))
            .toArray();
    DocumentStates states = new DocumentStates(tiny.torch, tiny.model, LIMITS);
    states.read(List.of(List.of(first, second, third)));
    try (NDManager scope = tiny.torch.manager().newSubManager();
        GradMode off = GradMode.off()) {
      double[] all = states(PaddedBatch.of(scope, List.of(whole)), null, scope);
      int width = all.length / whole.length;
      double[] last = states(PaddedBatch.of(scope, List.of(third)), states, scope, third);

      assertThat(last)
          .containsExactly(
              Arrays.copyOfRange(all, (first.length + second.length) * width, all.length),
              within(CLOSE));
    }
  }

  private double[] states(
      PaddedBatch batch, DocumentStates states, NDManager scope, int[]... sources) {
    EncoderDecoder.Source read =
        tiny.model.encode(
            batch, Mode.INFERENCE, states == null ? null : states.begin(scope, List.of(sources)));
    return read.encoded().states().toDoubleArray();
  }

  private void assertSame(List<Translation> actual, List<Translation> expected) {
    assertThat(actual).hasSameSizeAs(expected);
    for (int i = 0; i < actual.size(); i++) {
      assertThat(actual.get(i).text()).isEqualTo(expected.get(i).text());
      assertThat(actual.get(i).score()).isCloseTo(expected.get(i).score(), within(CLOSE));
    }
  }

  @Test
  void documentsDoNotSeeEachOther() {
    BatchTranslator translator = tiny.translator(2, OPTIONS, LIMITS);
    List<Translation> apart = new ArrayList<>();
    documents(text()).forEach(document -> apart.addAll(translator.translate(document)));

    assertSame(translator.translate(text()), apart);
  }

  @Test
  void sentencesSeeThoseBeforeThem() {
    BatchTranslator translator = tiny.translator(2, OPTIONS, LIMITS);
    List<String> lines = text().stream().filter(line -> !line.isBlank()).toList();
    List<Double> together = translator.translate(lines).stream().map(Translation::score).toList();
    List<Double> alone =
        lines.stream().map(line -> translator.translate(List.of(line)).get(0).score()).toList();

    assertThat(together.get(0)).isCloseTo(alone.get(0), within(CLOSE));
    for (int i = 1; i < lines.size(); i++) {
      assertThat(together.get(i)).as(lines.get(i)).isNotCloseTo(alone.get(i), within(1e-6));
    }
  }

  @Test
  void aTextMayBeReadInParts() {
    BatchTranslator translator = tiny.translator(2, OPTIONS, LIMITS);
    List<String> lines = text();
    List<Translation> whole = translator.translate(lines);
    for (int size : new int[] {1, 2, 5}) {
      DocumentStates states = translator.newStates();
      List<Translation> parts = new ArrayList<>();
      for (int from = 0; from < lines.size(); from += size) {
        List<TranslationRequest> part =
            lines.subList(from, Math.min(lines.size(), from + size)).stream()
                .map(TranslationRequest::of)
                .toList();
        parts.addAll(translator.translate(part, 1, RequestReader::nameOf, states));
      }
      assertSame(parts, whole);
    }
  }

  @Test
  void eachMemberOfAnEnsembleCarriesItsOwn() {
    BatchTranslator twice =
        new BatchTranslator(
            tiny.torch,
            new Ensemble(List.of(tiny.model, tiny.model), Averaging.LOG),
            tiny.pipelines,
            new NamedSearch("tiny", new TinyBeam(2), Registry.of(List.of())),
            OPTIONS,
            LIMITS,
            null);

    assertSame(twice.translate(text()), tiny.translator(2, OPTIONS, LIMITS).translate(text()));
  }

  @Test
  void partsOfALongLineFollowEachOther() {
    Function<Integer, BatchTranslator> translator =
        most -> tiny.translator(2, OPTIONS.withMaxSourceTokens(most).withNBest(1), LIMITS);
    String parts = translator.apply(2).translate(List.of("a1 a2 a3 a4 a5")).get(0).text();
    List<Translation> lines = translator.apply(9).translate(List.of("a1 a2", "a3 a4", "a5"));

    assertThat(parts).isEqualTo(String.join(" ", lines.stream().map(Translation::text).toList()));
  }

  @Test
  void givenTranslationsAreScoredAsThoseThatAreFound() {
    List<String> lines = text();
    List<Translation> found =
        tiny.translator(2, OPTIONS.withDetail(TokenDetail.SCORES), LIMITS).translate(lines);
    List<SentencePair> pairs = new ArrayList<>();
    for (int i = 0; i < lines.size(); i++) {
      pairs.add(new SentencePair(lines.get(i), found.get(i).text()));
    }
    ReferenceScorer references =
        new ReferenceScorer(
            new TargetScorer(tiny.torch, Ensemble.of(tiny.model), LIMITS), tiny.pipelines);
    List<TokenScores> scored = references.tokens(pairs, TokenDetail.SCORES, n -> "Pair " + n);
    for (int i = 0; i < lines.size(); i++) {
      if (!lines.get(i).isBlank()) {
        assertThat(scored.get(i).logProbabilities().get(0))
            .isCloseTo(
                found.get(i).nBest().get(0).tokens().logProbabilities().get(0), within(CLOSE));
      }
    }
    assertThat(Collections.frequency(lines, " ")).isGreaterThan(5);
  }
}
