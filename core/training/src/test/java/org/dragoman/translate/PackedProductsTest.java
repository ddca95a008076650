package org.dragoman.translate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.dragoman.runtime.bundle.RandomBundle;
import org.dragoman.runtime.file.SentencePair;
import org.dragoman.runtime.inference.Rounding;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A model of the sizes that some processors pack wrongly, 100 units and a vocabulary of a multiple
 * of 64 and 8, gives the same with packed and with plain weights.
 */
class PackedProductsTest {
  private static final int WORDS = 2 * 64 + 8 - 4;

  @TempDir private Path folder;

  private static String sentence(int number) {
    return IntStream.rangeClosed(0, number % 7)
        .mapToObj(t -> "w" + (number * 7 + t * 5) % WORDS)
        .collect(Collectors.joining(" "));
  }

  private <T> T of(boolean packing, Function<Translator, T> work) {
    System.setProperty("dragoman.packing", Boolean.toString(packing));
    try (Translator translator =
        Translator.builder()
            .setBundle(folder.resolve("bundle"))
            .optDevice("cpu")
            .optDefaults(TranslationOptions.defaults().withNBest(3))
            .build()) {
      return work.apply(translator);
    } finally {
      System.clearProperty("dragoman.packing");
    }
  }

  @Test
  void scoreAndTranslateAsPlainOnes() {
    RandomBundle.writeWide(folder.resolve("bundle"), 100, WORDS);
    List<String> lines = IntStream.range(0, 40).mapToObj(PackedProductsTest::sentence).toList();
    List<Translation> packed = of(true, translator -> translator.translate(lines));
    List<Translation> plain = of(false, translator -> translator.translate(lines));
    for (int i = 0; i < lines.size(); i++) {
      Rounding.assertSame(packed.get(i).nBest(), plain.get(i).nBest(), lines.get(i));
    }

    List<SentencePair> pairs =
        IntStream.range(0, 40)
            .mapToObj(i -> new SentencePair(lines.get(i), sentence(3 * i + 1)))
            .toList();
    List<Double> scores = of(true, translator -> scores(translator, pairs));
    List<Double> expected = of(false, translator -> scores(translator, pairs));
    for (int i = 0; i < scores.size(); i++) {
      assertThat(scores.get(i)).isCloseTo(expected.get(i), within(1e-3));
    }
  }

  private static List<Double> scores(Translator translator, List<SentencePair> pairs) {
    return translator.scoreTokens(pairs, TokenDetail.SCORES).stream()
        .map(TokenScores::logProbability)
        .toList();
  }
}
