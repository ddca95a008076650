package org.dragoman.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.dragoman.runtime.DragomanException;
import org.dragoman.training.RunConfig.Corpus;
import org.dragoman.training.RunConfig.DataConfig;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CorporaTest {
  @TempDir Path folder;

  @BeforeEach
  void files() throws IOException {
    Files.writeString(folder.resolve("three.en"), "one\ntwo\nthree\n");
    Files.writeString(folder.resolve("three.de"), "eins\nzwei\ndrei\n");
    Files.writeString(folder.resolve("two.de"), "eins\nzwei\n");
    Files.createFile(folder.resolve("empty"));
  }

  private Corpus corpus(String source, String target) {
    return new Corpus(folder.resolve(source).toString(), folder.resolve(target).toString());
  }

  private static void assertRefused(DataConfig config, String message) {
    assertThatThrownBy(() -> Corpora.read(config, 1))
        .isInstanceOfSatisfying(
            DragomanException.class,
            e -> assertThat(e.kind()).isEqualTo(DragomanException.Kind.DATA))
        .hasMessage(message);
  }

  @Test
  void threeCorporaAreRead() {
    Corpus three = corpus("three.en", "three.de");
    Corpora corpora = Corpora.read(new DataConfig(three, three, 1000, three), 1);

    assertThat(corpora.train()).hasSize(3).isEqualTo(corpora.dev()).isEqualTo(corpora.test());
    assertThat(corpora.train().get(2)).isEqualTo(Texts.pair("three", "drei"));
    assertThat(corpora.hashes())
        .extracting(CorpusHash::key)
        .containsExactlyInAnyOrder("data.train", "data.dev", "data.test");
  }

  @Test
  void withoutADevSetAPartIsHeldOut() {
    Corpora corpora =
        Corpora.read(new DataConfig(corpus("three.en", "three.de"), null, 1, null), 1);

    assertThat(corpora.dev()).hasSize(1);
    assertThat(corpora.train()).hasSize(2).doesNotContainAnyElementsOf(corpora.dev());
    assertThat(corpora.test()).isEmpty();
    // printf 'one\neins\ntwo\nzwei\nthree\ndrei\n' | sha256sum
    assertThat(corpora.hashes())
        .extracting(CorpusHash::line)
        .containsExactly(
            "8033542eef7783dd91d4621baf81ff15a5c52e67674fb175aa5807067129e12b  data.train");
  }

  @Test
  void aMissingFileIsNamedWithItsKey() {
    assertRefused(
        new DataConfig(corpus("three.en", "none.de"), null, 1, null),
        "data.train: " + folder.resolve("none.de") + " does not exist.");
    assertRefused(
        new DataConfig(corpus("three.en", "three.de"), corpus("none.en", "three.de"), 1, null),
        "data.dev: " + folder.resolve("none.en") + " does not exist.");
  }

  @Test
  void aMistakeInTheTestSetIsFoundBeforeTraining() {
    assertRefused(
        new DataConfig(corpus("three.en", "three.de"), null, 1, corpus("three.en", "none.de")),
        "data.test: " + folder.resolve("none.de") + " does not exist.");
  }

  @Test
  void bothNumbersOfLinesAreSaid() {
    assertRefused(
        new DataConfig(corpus("three.en", "two.de"), null, 1, null),
        "data.train: "
            + folder.resolve("three.en")
            + " has 3 lines, but "
            + folder.resolve("two.de")
            + " has 2; line n of one must be the translation of line n of the other.");
  }

  @Test
  void anEmptyTrainingSetIsRefused() {
    assertRefused(
        new DataConfig(corpus("empty", "empty"), null, 1, null),
        "data.train: %s and %s have no line with a sentence on both sides. Give files with a sentence a line."
            .formatted(folder.resolve("empty"), folder.resolve("empty")));
  }

  @Test
  void aFolderInPlaceOfAFileIsRefused() {
    assertRefused(
        new DataConfig(new Corpus(folder.toString(), folder.toString()), null, 1, null),
        "data.train: " + folder + " is a folder; a text file was expected.");
  }
}
