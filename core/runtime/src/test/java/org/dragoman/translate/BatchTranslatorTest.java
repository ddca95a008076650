package org.dragoman.translate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.djl.engine.EngineException;
import ai.djl.ndarray.BaseNDManager;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.dragoman.runtime.DragomanException;
import org.dragoman.runtime.batch.BatchLimits;
import org.dragoman.runtime.inference.Ensemble;
import org.dragoman.runtime.plugin.Registry;
import org.dragoman.runtime.search.NamedSearch;
import org.dragoman.spi.Scorer;
import org.dragoman.spi.SearchStrategy;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;

@TestInstance(Lifecycle.PER_CLASS)
class BatchTranslatorTest {
  private static final TranslationOptions OPTIONS = TranslationOptions.defaults();
  private static final List<String> LINES = TinyTranslator.sentences(40, 9);

  private final TinyTranslator tiny = new TinyTranslator();

  @AfterAll
  void close() {
    tiny.close();
  }

  @BeforeAll
  void theModelSaysDifferentThingsOfDifferentLines() {
    long different =
        texts(tiny.translator(1, OPTIONS).translate(LINES)).stream().distinct().count();
    assertThat(different).isGreaterThan(20);
  }

  @Test
  void aBatchGivesWhatEachLineGivesAlone() {
    for (int beam : new int[] {1, 4}) {
      BatchTranslator translator = tiny.translator(beam, OPTIONS.withNBest(beam));
      List<Translation> together = translator.translate(LINES);
      for (int i = 0; i < LINES.size(); i++) {
        assertAgree(together.get(i), translator.translate(List.of(LINES.get(i))).get(0));
      }
    }
  }

  @Test
  void theOrderOfLinesAndTheSizeOfBatchesChangeNothing() {
    List<Translation> expected = tiny.translator(3, OPTIONS).translate(LINES);
    List<String> backwards = new ArrayList<>(LINES);
    Collections.reverse(backwards);
    List<Translation> actual =
        new ArrayList<>(tiny.translator(3, OPTIONS, new BatchLimits(7, 30)).translate(backwards));
    Collections.reverse(actual);
    for (int i = 0; i < LINES.size(); i++) {
      assertAgree(actual.get(i), expected.get(i));
    }
  }

  @Test
  void linesWithoutTextHaveEmptyTranslations() {
    List<Translation> translations =
        tiny.translator(2, OPTIONS).translate(List.of("", "a1 a2", " \t\u00a0\u3000", "a3"));
    assertThat(texts(translations).get(0)).isEmpty();
    assertThat(texts(translations).get(1)).isNotEmpty();
    assertThat(texts(translations).get(2)).isEmpty();
    assertThat(texts(translations).get(3)).isNotEmpty();
    assertThat(translations.get(0).nBest()).hasSize(1);
    assertThat(tiny.translator(2, OPTIONS).translate(List.of())).isEmpty();
    assertThat(texts(tiny.translator(2, OPTIONS).translate(List.of("")))).containsExactly("");
  }

  @Test
  void anOutputIsAsLongAsItsSourceAllows() {
    BatchTranslator translator = tiny.translator(1, OPTIONS.withMaxLengthFactor(0.5));
    List<String> outputs = texts(translator.translate(LINES));
    for (int i = 0; i < LINES.size(); i++) {
      int source = LINES.get(i).split(" ").length;
      assertThat(outputs.get(i).split(" ").length).isLessThanOrEqualTo((source + 1) / 2 + 10);
    }
    assertThat(outputs).anyMatch(output -> output.split(" ").length > 10);
  }

  @Test
  void nBestIsInOrder() {
    Translation translation =
        tiny.translator(4, OPTIONS.withNBest(3)).translate(List.of("a1 a2 a3")).get(0);
    assertThat(translation.nBest()).hasSize(3);
    assertThat(translation.text()).isEqualTo(translation.nBest().get(0).text());
    assertThat(translation.nBest()).extracting(Candidate::text).doesNotHaveDuplicates();
  }

  @Test
  void whatHoldsNoWordsIsCopiedAndNeverSearchedFor() {
    String brackets = "[".repeat(20_000);
    String letters = "abcdefghij".repeat(30_000);
    BatchTranslator translator = tiny.translator(2, OPTIONS.withNBest(2));
    String alone = translator.translate(List.of("a1 a2")).get(0).text();

    List<Translation> translations =
        translator.translate(List.of(brackets, letters, "a1 a2 " + brackets, "( ".repeat(40)));

    assertThat(texts(translations))
        .containsExactly(brackets, letters, alone + " " + brackets, "( ".repeat(40));
    assertThat(translations.get(0).nBest()).containsExactly(new Candidate(brackets, 0, 0));
    assertThat(translations.get(2).nBest()).hasSize(2);
  }

  @Test
  void aLineOfManyTokensAndFewWordsIsCopied() {
    // 31 symbols are no stretch of their own, and the tokenizer makes a token of each.
    String dense = ("( ".repeat(31) + "a1 ").repeat(100).strip();

    assertThat(texts(tiny.translator(1, OPTIONS).translate(List.of(dense)))).containsExactly(dense);
  }

  @Test
  void aLongLineOfWordsIsTranslatedWhole() {
    String part = "a1 a2 a3 ".repeat(100).strip();
    String paragraph = String.join(" ", Collections.nCopies(12, part));
    BatchTranslator translator = tiny.translator(1, OPTIONS.withMaxSourceTokens(300));
    String alone = texts(translator.translate(List.of(part))).get(0);

    assertThat(texts(translator.translate(List.of(paragraph))))
        .containsExactly(String.join(" ", Collections.nCopies(12, alone)));
  }

  @Test
  void aLineThatIsTooLongIsTranslatedInPartsAndHarmsNoOther() {
    BatchTranslator translator = tiny.translator(2, OPTIONS.withMaxSourceTokens(5));
    List<Translation> translations =
        translator.translate(List.of("a1 a2", "a3 a4 a5 a6 a7 a8 a9 a10 a11 a12 a13", "a14"));
    List<Translation> parts =
        translator.translate(List.of("a1 a2", "a3 a4 a5 a6 a7", "a8 a9 a10 a11 a12", "a13", "a14"));
    assertThat(texts(translations))
        .containsExactly(
            parts.get(0).text(), String.join(" ", texts(parts).subList(1, 4)), parts.get(4).text());
    assertThat(translations.get(1).nBest().get(0).logProbability())
        .isCloseTo(
            parts.subList(1, 4).stream().mapToDouble(p -> p.nBest().get(0).logProbability()).sum(),
            within(1e-4));
  }

  @Test
  void aLineOfAHundredThousandWordsIsTranslated() {
    String line = String.join(" ", Collections.nCopies(100_000, "a7"));
    List<Translation> translations =
        tiny.translator(1, OPTIONS.withMaxLengthFactor(0.001)).translate(List.of("a1", line));
    assertThat(translations.get(1).text().split(" ")).hasSizeGreaterThan(200);
  }

  @Test
  void manyThreadsGetWhatOneGets() {
    BatchTranslator translator = tiny.translator(3, OPTIONS);
    List<String> expected = texts(translator.translate(LINES));
    List<CompletableFuture<List<String>>> futures =
        IntStream.range(0, 6)
            .mapToObj(i -> CompletableFuture.supplyAsync(() -> texts(translator.translate(LINES))))
            .toList();
    assertThat(futures).allSatisfy(f -> assertThat(f.join()).isEqualTo(expected));
  }

  @Test
  void leavesNoArrayBehind() {
    String before = resources();
    tiny.translator(3, OPTIONS).translate(LINES);
    assertThat(resources()).isEqualTo(before);
  }

  @Test
  void saysWhichSettingToLowerWhereMemoryIsShort() {
    String before = resources();
    SearchStrategy hungry =
        (scorer, request) -> {
          Scorer.State state = scorer.start().select(new int[] {0, 0, 1, 1, 1});
          scorer.step(state, new int[5]);
          throw new EngineException("DefaultCPUAllocator: can't allocate memory: you tried");
        };
    BatchTranslator translator =
        new BatchTranslator(
            tiny.torch,
            Ensemble.of(tiny.model),
            tiny.pipelines,
            new NamedSearch("hungry", hungry, Registry.of(List.of())),
            OPTIONS,
            BatchLimits.DEFAULTS.withSentences(3),
            null);
    assertThatThrownBy(() -> translator.translate(LINES))
        .isInstanceOf(DragomanException.class)
        .hasMessage(
            "The engine has not enough memory to translate 3 sentences of up to 9 tokens at once."
                + " Lower the batch size: at most 3 sentences and 4096 tokens are allowed now.");
    assertThat(resources()).isEqualTo(before);
  }

  @Test
  void refusesAStateThatWasUsedUp() {
    SearchStrategy wrong =
        (scorer, request) -> {
          Scorer.State state = scorer.start();
          scorer.step(state, new int[scorer.sentences()]);
          scorer.step(state, new int[scorer.sentences()]);
          return List.of();
        };
    BatchTranslator translator =
        new BatchTranslator(tiny.torch, tiny.model, tiny.pipelines, wrong, OPTIONS);
    assertThatIllegalStateException().isThrownBy(() -> translator.translate(LINES));
  }

  /** What the engine's root manager holds, as DJL prints it. */
  private String resources() {
    PrintStream standard = System.out;
    ByteArrayOutputStream dump = new ByteArrayOutputStream();
    System.setOut(new PrintStream(dump, true, StandardCharsets.UTF_8));
    try {
      ((BaseNDManager) tiny.torch.manager()).debugDump(0);
    } finally {
      System.setOut(standard);
    }
    assertThat(dump.size()).isPositive();
    return dump.toString(StandardCharsets.UTF_8);
  }

  private static List<String> texts(List<Translation> translations) {
    return translations.stream().map(Translation::text).toList();
  }

  private static void assertAgree(Translation actual, Translation expected) {
    assertThat(actual.nBest())
        .usingElementComparator(
            (a, b) ->
                a.text().equals(b.text())
                        && Math.abs(a.score() - b.score()) < 1e-6
                        && Math.abs(a.logProbability() - b.logProbability()) < 1e-6
                    ? 0
                    : 1)
        .containsExactlyElementsOf(expected.nBest());
  }
}
