package org.dragoman.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.dragoman.translate.Translation;
import org.dragoman.translate.Translator;
import org.junit.jupiter.api.Test;

/** The model that comes with Dragoman opens, translates, and says where its text is from. */
class ShippedModelTest {
  private static final long MAX_BYTES = 15_000_000;
  private static final String NAME = "tatoeba-en-de";
  private static final Path FOLDER = Path.of(System.getProperty("dragoman.root"), "models", NAME);
  private static final List<String> SENTENCES = List.of("Good morning!", "", "I am hungry.");

  @Test
  void translatesFromItsFolderAndFromTheClassPathAlike() {
    try (Translator folder = Translator.open(FOLDER);
        Translator resource = Translator.ofResource(NAME)) {
      List<String> texts = folder.translate(SENTENCES).stream().map(Translation::text).toList();
      assertThat(texts.get(0)).startsWith("Guten").doesNotContain("<unk>");
      assertThat(texts.get(1)).isEmpty();
      assertThat(texts.get(2)).startsWith("Ich").doesNotContain("<unk>");
      assertThat(resource.translate(SENTENCES).stream().map(Translation::text).toList())
          .isEqualTo(texts);
    }
  }

  @Test
  void isSmallAndGivesItsAttribution() throws IOException {
    try (Stream<Path> files = Files.list(FOLDER)) {
      assertThat(files.mapToLong(file -> file.toFile().length()).sum()).isLessThan(MAX_BYTES);
    }
    assertThat(Files.readString(FOLDER.resolve("MODEL_CARD.md")))
        .contains("tatoeba.org", "manythings.org/anki", "CC BY 2.0 FR", "scored on", "BLEU");
  }
}
