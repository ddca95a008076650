package org.dragoman.runtime.text;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.ByteArrayInputStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.dragoman.runtime.DragomanException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class VocabularyTest {
  private static final String HEAD = "<pad>\n<unk>\n<s>\n</s>\n";

  private static List<String> entries(Vocabulary vocabulary) {
    return IntStream.range(0, vocabulary.size()).mapToObj(vocabulary::token).toList();
  }

  private static void assertBroken(String file, String... parts) {
    assertThatExceptionOfType(DragomanException.class)
        .isThrownBy(() -> Vocabulary.load(new ByteArrayInputStream(file.getBytes(UTF_8)), "v.txt"))
        .satisfies(e -> assertThat(e.kind()).isEqualTo(DragomanException.Kind.DATA))
        .satisfies(e -> assertThat(e.getMessage()).contains("v.txt").contains(parts));
  }

  @Test
  void ordersByFrequencyThenCodePoints() {
    Map<String, Long> counts =
        Map.of("b", 2L, "a", 2L, "ab", 2L, "rare", 1L, "top", 9L, "\uFF41", 2L, "\uD83D\uDE00", 2L);
    assertThat(entries(Vocabulary.build(counts)))
        .containsExactly(
            "<pad>",
            "<unk>",
            "<s>",
            "</s>",
            "top",
            "a",
            "ab",
            "b",
            "\uFF41",
            "\uD83D\uDE00",
            "rare");
    assertThat(entries(Vocabulary.build(counts, 6, 1))).endsWith("top", "a").hasSize(6);
    assertThat(entries(Vocabulary.build(counts, 100, 2))).doesNotContain("rare").hasSize(10);
  }

  @Test
  void givesIds() {
    Vocabulary vocabulary = Vocabulary.build(Map.of("a", 2L, "b", 1L));
    assertThat(vocabulary.id("a")).isEqualTo(4);
    assertThat(vocabulary.id("b")).isEqualTo(5);
    assertThat(vocabulary.id("c")).isEqualTo(Vocabulary.UNK);
    assertThat(vocabulary.token(Vocabulary.END)).isEqualTo("</s>");
  }

  @Test
  void takesNoTokenOfATextForASpecialEntry() {
    Vocabulary vocabulary = Vocabulary.build(Map.of("<s>", 9L, "</s>", 9L, "<pad>", 9L, "a", 1L));
    assertThat(vocabulary.size()).isEqualTo(5);
    assertThat(Vocabulary.SPECIALS).allMatch(s -> vocabulary.id(s) == Vocabulary.UNK);
  }

  @Test
  void refusesWhatTheFileCannotHold() {
    for (String token : List.of("", "a\nb", "a\r")) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> Vocabulary.build(Map.of(token, 1L)))
          .withMessageContaining("line break");
    }
    assertThatIllegalArgumentException().isThrownBy(() -> Vocabulary.build(Map.of(), 3, 1));
  }

  @Test
  void comesBackFromItsFile(@TempDir Path folder) {
    Vocabulary vocabulary =
        Vocabulary.build(Map.of("\uFFED,", 3L, "na\u00efve", 2L, "\u2028", 1L, "#", 1L));
    Path file = folder.resolve("vocabulary.txt");
    vocabulary.save(file);
    assertThat(file).content().startsWith(HEAD + "\uFFED,\n");
    assertThat(entries(Vocabulary.load(file))).isEqualTo(entries(vocabulary));
  }

  @Test
  void explainsBrokenFiles() {
    assertBroken(HEAD + "a\nb\na\n", "line 7", "'a' stands in line 5 already");
    assertBroken(HEAD + "a\n<s>\n", "line 6", "'<s>' stands in line 3 already");
    assertBroken("a\nb\n", "line 1", "expected <pad>, found 'a'", "<pad> <unk> <s> </s>");
    assertBroken("<pad>\n<unk>\n", "ends after line 2", "<pad> <unk> <s> </s>");
    assertBroken("", "ends after line 0");
    assertBroken(HEAD + "\nb\n", "line 5", "empty entry");
  }
}
