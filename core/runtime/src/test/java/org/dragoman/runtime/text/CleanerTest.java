package org.dragoman.runtime.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.dragoman.runtime.text.Cleaner.Characters;

class CleanerTest {
  private static IntStream all(java.util.List<Characters> table) {
    return table.stream().flatMapToInt(c -> IntStream.rangeClosed(c.first(), c.last()));
  }

  @Example
  void eachWhiteSpaceIsASpaceHoweverLong() {
    all(Cleaner.SPACES)
        .mapToObj(Character::toString)
        .forEach(
            space -> {
              assertThat(Cleaner.clean("a" + space + "b")).isEqualTo("a b");
              assertThat(Cleaner.clean(space + "a" + space.repeat(3) + " b" + space + space))
                  .isEqualTo("a b");
              assertThat(Cleaner.isBlank(space)).isTrue();
            });
    assertThat(Cleaner.clean("\t a \u00a0\u202f b\u3000\r")).isEqualTo("a b");
  }

  @Example
  void eachInvisibleCharacterIsDropped() {
    all(Cleaner.DROPPED)
        .mapToObj(Character::toString)
        .forEach(
            gone -> {
              assertThat(Cleaner.clean(gone + "a" + gone + "b" + gone)).isEqualTo("ab");
              assertThat(Cleaner.clean("a " + gone + " b" + gone + " ")).isEqualTo("a b");
              assertThat(Cleaner.isBlank(gone + " " + gone)).isTrue();
            });
  }

  @Example
  void everyControlAndEveryWhiteCharacterIsOneOfTheTwo() {
    for (int c = 0; c <= Character.MAX_CODE_POINT; c++) {
      int type = Character.getType(c);
      if (type == Character.CONTROL || Character.isSpaceChar(c) || Character.isWhitespace(c)) {
        assertThat(Cleaner.isBlank(Character.toString(c))).as("U+%04X", c).isTrue();
      }
    }
  }

  @Example
  void whatScriptsAndEmojiNeedStays() {
    for (String text :
        Stream.of(
                "\u0645\u06cc\u200c\u062e\u0648\u0627\u0647\u0645", // by a zero width non-joiner
                "\u0915\u094d\u200d\u0937", // by a zero width joiner
                "\ud83d\udc68\u200d\ud83d\udc69\u200d\ud83d\udc67",
                "\u2764\ufe0f",
                "e\u0301",
                "\u200d",
                "\u200c")
            .toList()) {
      assertThat(Cleaner.clean(text)).isEqualTo(text);
      assertThat(Cleaner.isBlank(text)).isFalse();
    }
  }

  @Property(tries = 300)
  void cleanTextIsLeftAsItIs(@ForAll String text) {
    String clean = Cleaner.clean(text);
    assertThat(Cleaner.clean(clean)).isEqualTo(clean);
    assertThat(clean.isEmpty()).isEqualTo(Cleaner.isBlank(text));
    assertThat(clean).doesNotContain("  ").isEqualTo(clean.strip());
  }

  @Example
  void thePageHasTheWholeList() throws IOException {
    Path page = Path.of(System.getProperty("dragoman.root"), "docs", "tokenizers.md");
    String text = Files.readString(page).replaceAll("\\s+", " ");
    for (Characters characters :
        Stream.concat(Cleaner.SPACES.stream(), Cleaner.DROPPED.stream()).toList()) {
      String first = "U+%04X".formatted(characters.first());
      assertThat(text)
          .contains(
              characters.first() == characters.last()
                  ? "`%s` %s".formatted(first, characters.name())
                  : "`%s`-`U+%04X` %s".formatted(first, characters.last(), characters.name()));
    }
  }
}
