package org.dragoman.translate;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.dragoman.runtime.batch.ReadAhead;
import org.junit.jupiter.api.Test;

class WindowedTranslationsTest {
  private final List<Integer> sizes = new ArrayList<>();
  private final List<Long> firstLines = new ArrayList<>();

  private List<Translation> upperCase(List<String> lines, long firstLine) {
    sizes.add(lines.size());
    firstLines.add(firstLine);
    return lines.stream()
        .map(line -> new Translation(List.of(new Candidate("T" + line, 0, 0))))
        .toList();
  }

  @Test
  void givesEveryLineInOrder() {
    Stream<String> lines = LongStream.range(0, 20_000).mapToObj(String::valueOf);
    List<String> texts =
        WindowedTranslations.of(lines, 64, String::length, this::upperCase)
            .map(Translation::text)
            .toList();
    assertThat(texts)
        .containsExactlyElementsOf(LongStream.range(0, 20_000).mapToObj(i -> "T" + i).toList());
    assertThat(sizes.subList(0, 9))
        .containsExactly(64, 128, 256, 512, 1024, 2048, 4096, 4096, 4096);
    assertThat(firstLines.subList(0, 4)).containsExactly(1L, 65L, 193L, 449L);
  }

  @Test
  void readsNothingBeforeItIsAskedAndNeverFarAhead() {
    AtomicLong read = new AtomicLong();
    Stream<String> endless = Stream.generate(() -> String.valueOf(read.incrementAndGet()));
    Iterator<Translation> translations =
        WindowedTranslations.of(endless, 64, String::length, this::upperCase).iterator();
    assertThat(read).hasValue(0);
    for (long given = 1; given <= 50_000; given++) {
      translations.next();
      assertThat(read.get()).isLessThanOrEqualTo(given + ReadAhead.MOST_ITEMS);
    }
  }

  @Test
  void takesFewerLinesWhereTheyAreLong() {
    String line = "x".repeat((int) ReadAhead.MOST_COST / 4);
    Stream<String> lines = Stream.generate(() -> line).limit(40);
    assertThat(WindowedTranslations.of(lines, 64, String::length, this::upperCase)).hasSize(40);
    assertThat(sizes).hasSize(10).containsOnly(4);
  }

  @Test
  void closesTheLines() {
    AtomicBoolean closed = new AtomicBoolean();
    Stream<String> lines = Stream.of("a").onClose(() -> closed.set(true));
    try (Stream<Translation> translations =
        WindowedTranslations.of(lines, 1, String::length, this::upperCase)) {
      assertThat(closed).isFalse();
    }
    assertThat(closed).isTrue();
  }

  @Test
  void ofNoLinesThereAreNoTranslations() {
    assertThat(WindowedTranslations.of(Stream.empty(), 8, String::length, this::upperCase))
        .isEmpty();
    assertThat(sizes).isEmpty();
  }
}
