package org.dragoman.training.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CancellationException;
import org.dragoman.corpus.Corpus;
import org.dragoman.corpus.Filters;
import org.dragoman.corpus.store.RecordStore;
import org.dragoman.runtime.DragomanException;
import org.dragoman.training.config.ConfigDifferenceTest;
import org.dragoman.training.config.RunConfig;
import org.dragoman.training.config.RunConfig.DataConfig;
import org.dragoman.training.data.TrainingText.Part;
import org.dragoman.training.loop.Log;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CorporaReaderTest {
  @TempDir Path folder;
  private final RecordStore store = Stored.inHeap();

  @BeforeEach
  void files() throws IOException {
    Files.writeString(folder.resolve("three.en"), "one\ntwo\nthree\n");
    Files.writeString(folder.resolve("three.de"), "eins\nzwei\ndrei\n");
    Files.writeString(folder.resolve("two.de"), "eins\nzwei\n");
    Files.createFile(folder.resolve("empty"));
  }

  @AfterEach
  void close() {
    store.close();
  }

  private Corpus corpus(String source, String target) {
    return Corpus.ofFiles(folder.resolve(source).toString(), folder.resolve(target).toString());
  }

  private static DataConfig data(
      Corpus train, @Nullable Corpus dev, int holdOut, @Nullable Corpus test) {
    return new DataConfig(List.of(train), dev, holdOut, test, Filters.NONE, 512);
  }

  private Corpora read(DataConfig data) {
    return read(ConfigDifferenceTest.config(data), "");
  }

  private Corpora read(RunConfig config, String standardInput) {
    return new CorporaReader(
            config, new ByteArrayInputStream(standardInput.getBytes(StandardCharsets.UTF_8)), store)
        .read();
  }

  private void assertRefused(DataConfig config, String message) {
    assertThatThrownBy(() -> read(config))
        .isInstanceOfSatisfying(
            DragomanException.class,
            e -> assertThat(e.kind()).isEqualTo(DragomanException.Kind.DATA))
        .hasMessage(message);
  }

  @Test
  void threeCorporaAreRead() {
    Corpus three = corpus("three.en", "three.de");
    Corpora corpora = read(data(three, three, 1000, three));

    assertThat(Stored.pairs(corpora.train()))
        .hasSize(3)
        .isEqualTo(corpora.dev())
        .isEqualTo(corpora.test());
    assertThat(corpora.dev().get(2)).isEqualTo(Texts.pair("three", "drei"));
    assertThat(corpora.hashes())
        .extracting(CorpusHash::key)
        .containsExactlyInAnyOrder("data.train", "data.dev", "data.test");
  }

  @Test
  void withoutADevSetAPartIsHeldOut() {
    Corpora corpora = read(data(corpus("three.en", "three.de"), null, 1, null));

    assertThat(corpora.dev()).hasSize(1);
    assertThat(Stored.pairs(corpora.train())).hasSize(2).doesNotContainAnyElementsOf(corpora.dev());
    assertThat(corpora.test()).isEmpty();
    // printf 'one\neins\ntwo\nzwei\nthree\ndrei\n' | sha256sum
    assertThat(corpora.hashes())
        .extracting(CorpusHash::line)
        .containsExactly(
            "8033542eef7783dd91d4621baf81ff15a5c52e67674fb175aa5807067129e12b  data.train");
  }

  @Test
  void aDevSetThatTakesAFifthIsToldWithItsSetting() throws IOException {
    StringBuilder lines = new StringBuilder();
    for (int i = 0; i < 20; i++) {
      lines.append("word").append(i).append('\n');
    }
    Files.writeString(folder.resolve("twenty"), lines);
    Corpus twenty = corpus("twenty", "twenty");
    Log log = Log.of(CorporaReader.class);

    read(data(twenty, null, 3, null));
    assertThat(log.messages()).noneMatch(line -> line.contains("data.hold-out"));
    read(data(twenty, null, 4, null));
    assertThat(log.messages())
        .contains(
            "data.hold-out is 4, so only 16 of the 20 pairs of data.train are left to train on. Set"
                + " data.hold-out lower, or give data.dev");
  }

  @Test
  void severalCorporaOfAllFormsAreOneText() throws IOException {
    Files.writeString(folder.resolve("a.tsv"), "four\tvier\nfive\tf\u00fcnf\n");
    Files.writeString(
        folder.resolve("a.tmx"),
        """
        <tmx version="1.4"><header/><body>
        <tu><tuv xml:lang="en"><seg>six</seg></tuv><tuv xml:lang="de"><seg>sechs</seg></tuv></tu>
        <tu><tuv xml:lang="en"><seg>seven</seg></tuv></tu>
        </body></tmx>
        """);
    RunConfig config =
        ConfigDifferenceTest.config(
            "data.train=[{source: %s, target: %s}, {tsv: %s, weight: 2.5}, {tmx: %s, languages: [en, de]}]"
                .formatted(
                    folder.resolve("three.en"),
                    folder.resolve("three.de"),
                    folder.resolve("a.tsv"),
                    folder.resolve("a.tmx")),
            "data.dev={tsv: '-', columns: [2, 1]}");
    Log log = Log.of(CorporaReader.class);
    Corpora corpora = read(config, "acht\teight\n");

    assertThat(Stored.pairs(corpora.train()))
        .extracting(pair -> pair.source() + " " + pair.target())
        .containsExactly(
            "one eins", "two zwei", "three drei", "four vier", "five f\u00fcnf", "six sechs");
    assertThat(corpora.train().parts())
        .containsExactly(new Part(1, 3), new Part(2.5, 2), new Part(1, 1));
    assertThat(corpora.dev()).containsExactly(Texts.pair("eight", "acht"));
    assertThat(corpora.hashes())
        .extracting(CorpusHash::key)
        .containsExactly("data.train[0]", "data.train[1]", "data.train[2]", "data.dev");
    assertThat(log.messages())
        .containsExactly(
            "data.train[0] (%s, %s): 3 pairs; left out 0 with an empty side"
                .formatted(folder.resolve("three.en"), folder.resolve("three.de")),
            "data.train[1] (%s): 2 pairs; left out 0 with an empty side"
                .formatted(folder.resolve("a.tsv")),
            "data.train[2] (%s): 1 pairs; left out 0 with an empty side; passed over 1 entry without both en and de (of de, en)"
                .formatted(folder.resolve("a.tmx")),
            "data.dev (standard input): 1 pairs");
  }

  @Test
  void filtersAreOfTrainingOnlyAndCounted() throws IOException {
    String text =
        """
        one\tone
        one\teins
        one\teins
        room 7\tRaum 8
        \tnichts
        a b c\ta b d
        house\t\u5bb6
        much too long\tzu
        """;
    Path file = Files.writeString(folder.resolve("a.tsv"), text);
    RunConfig config =
        ConfigDifferenceTest.config(
            "data={train: {tsv: %s}, dev: {tsv: %s}, filters: {max-words: 2, max-ratio: 5, duplicates: drop, identical: drop, script: drop, numbers: drop}}"
                .formatted(file, file),
            "languages={source: en, target: de}");
    Log log = Log.of(CorporaReader.class);
    Corpora corpora = read(config, "");

    assertThat(Stored.pairs(corpora.train())).containsExactly(Texts.pair("one", "eins"));
    assertThat(corpora.dev()).hasSize(8);
    assertThat(log.messages())
        .contains(
            "data.train ("
                + file
                + "): 1 pairs; left out 1 with an empty side, 2 too long, 0 of unlike lengths, 1 with identical sides, 1 in a wrong script, 1 whose numbers differ, 1 that are duplicates");
  }

  @Test
  void filtersThatLeaveNothingAreToldWithTheirCounts() throws IOException {
    Path file = Files.writeString(folder.resolve("a.tsv"), "one\tone\n \tx\n");
    RunConfig config =
        ConfigDifferenceTest.config(
            "data={train: {tsv: %s}, filters: {identical: drop}}".formatted(file));

    assertThatThrownBy(() -> read(config, ""))
        .isInstanceOf(DragomanException.class)
        .hasMessage(
            "data.train: no pair of "
                + file
                + " is left (left out 1 with an empty side, 1 with identical sides). Give a corpus with sentences on both sides, or change data.filters.");
  }

  @Test
  void aMemoryOfOtherLanguagesIsToldWithThese() throws IOException {
    Path file =
        Files.writeString(
            folder.resolve("a.tmx"),
            "<tmx version=\"1.4\"><header/><body><tu><tuv xml:lang=\"fr\"><seg>six</seg></tuv></tu></body></tmx>");
    RunConfig config =
        ConfigDifferenceTest.config("data={train: {tmx: %s, languages: [en, de]}}".formatted(file));

    assertThatThrownBy(() -> read(config, ""))
        .isInstanceOf(DragomanException.class)
        .hasMessageStartingWith(
            "data.train: no pair of "
                + file
                + " is left (left out 0 with an empty side; passed over 1 entry without both en and de (of fr)). ");
  }

  @Test
  void aMissingFileIsNamedWithItsKey() {
    Corpus three = corpus("three.en", "three.de");
    assertRefused(
        data(corpus("three.en", "none.de"), null, 1, null),
        "data.train: " + folder.resolve("none.de") + " does not exist.");
    assertRefused(
        data(three, corpus("none.en", "three.de"), 1, null),
        "data.dev: " + folder.resolve("none.en") + " does not exist.");
    assertRefused(
        new DataConfig(
            List.of(three, corpus("none.en", "three.de")), null, 1, null, Filters.NONE, 512),
        "data.train[1]: " + folder.resolve("none.en") + " does not exist.");
  }

  @Test
  void aMistakeInTheTestSetIsFoundBeforeTraining() {
    assertRefused(
        data(corpus("three.en", "three.de"), null, 1, corpus("three.en", "none.de")),
        "data.test: " + folder.resolve("none.de") + " does not exist.");
  }

  @Test
  void bothNumbersOfLinesAreSaid() {
    assertRefused(
        data(corpus("three.en", "two.de"), null, 1, null),
        "data.train: "
            + folder.resolve("three.en")
            + " has 3 lines, but "
            + folder.resolve("two.de")
            + " has 2; line n of one must be the translation of line n of the other.");
  }

  @Test
  void anEmptyCorpusIsRefused() {
    String files = folder.resolve("empty") + ", " + folder.resolve("empty");
    assertRefused(
        data(corpus("empty", "empty"), null, 1, null),
        "data.train: no pair of "
            + files
            + " is left (left out 0 with an empty side). Give a corpus with sentences on both sides, or change data.filters.");
    assertRefused(
        data(corpus("three.en", "three.de"), corpus("empty", "empty"), 1, null),
        "data.dev: no pair of "
            + files
            + " has a sentence on both sides. Give a corpus with a sentence a line.");
  }

  @Test
  void aFolderInPlaceOfAFileIsRefused() {
    assertRefused(
        data(Corpus.ofFiles(folder.toString(), folder.toString()), null, 1, null),
        "data.train: " + folder + " is a folder; a text file was expected.");
  }

  @Test
  void readingCanBeInterrupted() {
    Thread.currentThread().interrupt();
    try {
      // Files that an interrupted thread reads may be closed under its hands.
      RunConfig config = ConfigDifferenceTest.config("data={train: {tsv: '-'}}");
      assertThatThrownBy(() -> read(config, "a\tb\n")).isInstanceOf(CancellationException.class);
    } finally {
      assertThat(Thread.interrupted()).isTrue();
    }
  }

  @Test
  void blankPairsDivideDocumentsWhereTheStateIsCarried() throws IOException {
    Files.writeString(folder.resolve("doc.en"), "a\nb\n\n \nc\n\n");
    Files.writeString(folder.resolve("doc.de"), "A\nB\n\n\nC\n\n");
    RunConfig config =
        ConfigDifferenceTest.config(
            "model.encoder.carry-state=true",
            "data.dev={source: '%1$s/doc.en', target: '%1$s/doc.de'}".formatted(folder),
            "data.train=[{source: '%1$s/doc.en', target: '%1$s/doc.de'}, {source: '%1$s/three.en', target: '%1$s/three.de'}]"
                .formatted(folder));
    TrainingText text = read(config, "").train();
    StringBuilder told = new StringBuilder();
    text.forEachOfPart(
        (part, begins, pair) -> told.append(begins ? "|" : " ").append(pair.source()));
    assertThat(told.toString()).isEqualTo("|a b|c|one two three");
    assertThat(text.isOfDocuments()).isTrue();
  }
}
