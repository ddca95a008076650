package org.dragoman.corpus.split;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.dragoman.corpus.Corpus;
import org.dragoman.corpus.CorpusScan;
import org.dragoman.corpus.FilteredCorpora;
import org.dragoman.corpus.Filters;
import org.dragoman.corpus.LeftOut;
import org.dragoman.corpus.PairFilter;
import org.dragoman.corpus.SentenceKey;
import org.dragoman.runtime.DragomanException;
import org.dragoman.runtime.file.SentencePair;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CorpusSplitTest {
  @TempDir private Path folder;

  private FilteredCorpora corpus(List<String> pairs) throws IOException {
    Path file = Files.write(folder.resolve("pairs.tsv"), pairs);
    return new FilteredCorpora(
        new CorpusScan(InputStream::nullInputStream),
        null,
        List.of(
            new Corpus(
                null, null, null, file.toString(), null, null, null, null, null, null, null, 1)),
        () -> new PairFilter(Filters.NONE, null));
  }

  private static Map<Subset, List<SentencePair>> parts(CorpusSplit split) {
    Map<Subset, List<SentencePair>> parts = new EnumMap<>(Subset.class);
    for (Subset subset : Subset.values()) {
      parts.put(subset, new ArrayList<>());
    }
    Map<Subset, Long> counts = split.forEach((subset, pair) -> parts.get(subset).add(pair));
    parts.forEach((subset, pairs) -> assertThat(counts).containsEntry(subset, (long) pairs.size()));
    return parts;
  }

  private static Set<String> keys(List<SentencePair> pairs, Function<SentencePair, String> side) {
    return pairs.stream()
        .map(side)
        .map(SentenceKey::of)
        .filter(key -> !key.isEmpty())
        .collect(Collectors.toSet());
  }

  /** Sentences of two words of a few, so that many are the same. */
  private static List<String> pairs(int size, int words, long seed) {
    Random random = new Random(seed);
    return IntStream.range(0, size)
        .mapToObj(
            i ->
                "%s %d%s\t%s %d"
                    .formatted(
                        random.nextBoolean() ? "It" : "it",
                        random.nextInt(words),
                        random.nextBoolean() ? "!" : "",
                        "es",
                        random.nextInt(words)))
        .toList();
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5})
  void noSentenceStandsInTwoParts(long seed) throws IOException {
    Map<Subset, List<SentencePair>> parts =
        parts(CorpusSplit.of(corpus(pairs(2000, 900, seed)), new Sizes(50, 70), seed));

    assertThat(parts.get(Subset.DEV)).hasSize(50);
    assertThat(parts.get(Subset.TEST)).hasSize(70);
    assertThat(parts.get(Subset.TRAIN)).hasSizeBetween(1000, 1880);
    List<Function<SentencePair, String>> sides =
        List.of(SentencePair::source, SentencePair::target);
    for (Function<SentencePair, String> side : sides) {
      Set<String> train = keys(parts.get(Subset.TRAIN), side);
      Set<String> dev = keys(parts.get(Subset.DEV), side);
      Set<String> test = keys(parts.get(Subset.TEST), side);
      // Of those held out no two are the same either.
      assertThat(dev).hasSize(50);
      assertThat(test).hasSize(70);
      assertThat(dev).doesNotContainAnyElementsOf(train);
      assertThat(test).doesNotContainAnyElementsOf(train).doesNotContainAnyElementsOf(dev);
    }
  }

  @Test
  void theSeedDecides() throws IOException {
    FilteredCorpora corpus = corpus(pairs(500, 100_000, 1));
    Sizes sizes = new Sizes(10, 10);
    Map<Subset, List<SentencePair>> first = parts(CorpusSplit.of(corpus, sizes, 1));

    assertThat(parts(CorpusSplit.of(corpus, sizes, 1))).isEqualTo(first);
    assertThat(parts(CorpusSplit.of(corpus, sizes, 2))).isNotEqualTo(first);
  }

  @Test
  void pairsAreDrawnFromTheWholeCorpusAndTheOthersKeepTheirOrder() throws IOException {
    List<String> pairs = IntStream.range(0, 1000).mapToObj(i -> "a" + i + "\tb" + i).toList();
    Map<Subset, List<SentencePair>> parts =
        parts(CorpusSplit.of(corpus(pairs), new Sizes(100, 0), 1));

    assertThat(parts.get(Subset.TEST)).isEmpty();
    double mean =
        parts.get(Subset.DEV).stream()
            .mapToInt(pair -> Integer.parseInt(pair.source().substring(1)))
            .average()
            .orElseThrow();
    // Five standard deviations around the middle.
    assertThat(mean).isBetween(500 - 5 * 288 / 10.0, 500 + 5 * 288 / 10.0);
    assertThat(parts.get(Subset.TRAIN))
        .hasSize(900)
        .isSortedAccordingTo(
            Comparator.comparingInt(pair -> Integer.parseInt(pair.source().substring(1))));
  }

  @Test
  void whatIsCommonStaysInTrainAndSoDoesWhatHasNoLetters() throws IOException {
    List<String> pairs = new ArrayList<>();
    for (int i = 0; i < 300; i++) {
      pairs.add("Yes.\tja " + i);
      pairs.add("rare " + i + "\tselten " + i);
      pairs.add("...\t!!! " + "?".repeat(i));
    }
    pairs.add(" \tempty");
    CorpusSplit split = CorpusSplit.of(corpus(pairs), new Sizes(100, 100), 1);
    Map<Subset, List<SentencePair>> parts = parts(split);

    assertThat(split.leftOut()).isEqualTo(Map.of(LeftOut.EMPTY, 1L));
    assertThat(split.size()).isEqualTo(900);
    assertThat(parts.get(Subset.TRAIN)).hasSize(700);
    assertThat(parts.get(Subset.DEV)).allMatch(pair -> pair.source().startsWith("rare"));
  }

  @Test
  void whatIsCommonIsDrawnWhereThereIsNothingElse() throws IOException {
    List<String> pairs = new ArrayList<>();
    for (int i = 0; i < 60; i++) {
      pairs.add("common " + i % 3 + "\tb" + i);
    }
    Map<Subset, List<SentencePair>> parts =
        parts(CorpusSplit.of(corpus(pairs), new Sizes(1, 1), 1));

    assertThat(parts.get(Subset.TRAIN)).hasSize(20);
    assertThat(parts.get(Subset.DEV)).hasSize(1);
  }

  @Test
  void tooFewPairsAreAFailureThatSaysHowManyThereAre() throws IOException {
    FilteredCorpora corpus = corpus(List.of("a\tb", "A!\tc", "d\te", "f\tE", "?\t!"));

    assertThatThrownBy(() -> CorpusSplit.of(corpus, new Sizes(2, 2), 1))
        .isInstanceOf(DragomanException.class)
        .hasMessage(
            "The corpus has 5 pairs, of which 2 can be held out such that no two share a sentence,"
                + " but dev has 2 and test 2. Ask for fewer.");
  }

  @Test
  void nothingLeftToTrainOnIsAFailure() throws IOException {
    FilteredCorpora corpus = corpus(List.of("a\tb", "a\tc", "d\te"));

    assertThatThrownBy(() -> CorpusSplit.of(corpus, new Sizes(1, 1), 1))
        .isInstanceOf(DragomanException.class)
        .hasMessageContaining("Of the corpus's 3 pairs none is left to train on");
  }

  @Test
  void aCorpusThatChangesIsAFailure() throws IOException {
    CorpusSplit split = CorpusSplit.of(corpus(pairs(100, 100_000, 1)), new Sizes(5, 5), 1);
    Files.writeString(folder.resolve("pairs.tsv"), "a\tb\n");

    assertThatThrownBy(() -> split.forEach((subset, pair) -> {}))
        .isInstanceOf(DragomanException.class)
        .hasMessageContaining("changed from 100 to 1 pairs");
  }

  @Test
  void sizesAreNotNegativeNorBothNothing() {
    assertThatThrownBy(() -> new Sizes(0, 0)).hasMessageContaining("not both 0");
    assertThatThrownBy(() -> new Sizes(-1, 5)).hasMessageContaining("got -1 and 5");
  }
}
