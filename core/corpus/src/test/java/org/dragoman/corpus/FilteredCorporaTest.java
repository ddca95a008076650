package org.dragoman.corpus;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.dragoman.corpus.Filters.Treatment.DROP;
import static org.dragoman.corpus.Filters.Treatment.KEEP;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import org.dragoman.runtime.DragomanException;
import org.dragoman.runtime.file.SentencePair;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FilteredCorporaTest {
  private static final CorpusScan SCAN =
      new CorpusScan(() -> new ByteArrayInputStream("x\ty\na\tb\n".getBytes(UTF_8)));

  @TempDir private Path folder;

  private Corpus tsv(String name, String... lines) throws IOException {
    return tsv(Files.write(folder.resolve(name), List.of(lines)).toString());
  }

  private static Corpus tsv(String file) {
    return new Corpus(null, null, null, file, null, null, null, null, null, null, null, 1);
  }

  private static FilteredCorpora corpora(@Nullable String key, Corpus... corpora) {
    return new FilteredCorpora(
        SCAN,
        key,
        List.of(corpora),
        () -> new PairFilter(new Filters(0, 0, DROP, KEEP, KEEP, KEEP), null));
  }

  @Test
  void givesWhatTheFiltersKeepOfAllOfThemEachTime() throws IOException {
    FilteredCorpora corpora = corpora(null, tsv("a", "a\tb", "\tc", "a\tb"), tsv("-"));

    for (int time = 0; time < 2; time++) {
      List<SentencePair> pairs = new ArrayList<>();
      assertThat(corpora.forEach(pairs::add))
          .isEqualTo(Map.of(LeftOut.EMPTY, 1L, LeftOut.DUPLICATE, 2L));
      assertThat(pairs).containsExactly(new SentencePair("a", "b"), new SentencePair("x", "y"));
    }
  }

  @Test
  void mistakesNameTheKeyAndTheNumberOfOneOfSeveral() throws IOException {
    Corpus bad = tsv("bad", "no tab");

    assertThatThrownBy(() -> corpora("data.train", tsv("-"), bad).forEach(pair -> {}))
        .isInstanceOf(DragomanException.class)
        .hasMessageStartingWith("data.train[1]: " + folder.resolve("bad") + ", line 1");
    assertThatThrownBy(() -> corpora("data.train", bad).forEach(pair -> {}))
        .hasMessageStartingWith("data.train: ");
    assertThatThrownBy(() -> corpora(null, bad).forEach(pair -> {}))
        .hasMessageStartingWith(folder.resolve("bad") + ", line 1");
  }

  @Test
  void anInterruptionEndsTheReading() {
    Thread.currentThread().interrupt();
    try {
      assertThatThrownBy(() -> corpora(null, tsv("-")).forEach(pair -> {}))
          .isInstanceOf(CancellationException.class);
    } finally {
      assertThat(Thread.interrupted()).isTrue();
    }
  }

  @Test
  void aPairComesWithItsLine() throws IOException {
    Path tmx =
        Files.writeString(
            folder.resolve("a.tmx"),
            """
            <tmx version="1.4"><header srclang="en"/><body>

            <tu><tuv xml:lang="en"><seg>a</seg></tuv><tuv xml:lang="de"><seg>b</seg></tuv></tu>
            <tu>
            <tuv xml:lang="en"><seg>c</seg></tuv><tuv xml:lang="de"><seg>d</seg></tuv></tu>
            </body></tmx>
            """);
    List<Long> lines = new ArrayList<>();
    SCAN.read(
        null,
        new Corpus(
            null,
            null,
            null,
            null,
            null,
            tmx.toString(),
            List.of("en", "de"),
            null,
            null,
            null,
            null,
            1),
        (line, pair) -> lines.add(line));
    SCAN.read(null, tsv("-"), (line, pair) -> lines.add(line));

    assertThat(lines).containsExactly(3L, 4L, 1L, 2L);
  }
}
