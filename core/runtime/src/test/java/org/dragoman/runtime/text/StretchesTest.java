package org.dragoman.runtime.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Collectors;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.CharRange;
import net.jqwik.api.constraints.Chars;
import net.jqwik.api.constraints.StringLength;

class StretchesTest {
  private static final String BRACKETS = "[".repeat(40);
  private static final String KEY = "0aF9".repeat(60);

  private static Stretch words(String text) {
    return new Stretch(text, true);
  }

  private static Stretch copied(String text) {
    return new Stretch(text, false);
  }

  @Example
  void ordinaryLinesAreOneStretch() {
    String paragraph = "She reads a good book, and then (at night) another one... ".repeat(3000);
    String chinese = "我们今天去图书馆看书然后回家吃饭".repeat(100);
    String thai = "วันนี้ฉันไปห้องสมุดเพื่ออ่านหนังสือ".repeat(100);
    for (String line :
        List.of(
            "(",
            "...",
            "Hi!!! :-) \uD83D\uDE00\uD83D\uDE00",
            "x".repeat(Stretches.WORD),
            "-".repeat(Stretches.SYMBOLS),
            "https://example.org/a/b-c?d=e&f=g#h " + "=".repeat(10),
            paragraph,
            chinese,
            thai)) {
      assertThat(Stretches.of(line)).as(line).containsExactly(words(line));
    }
    assertThat(Stretches.of("")).isEmpty();
  }

  @Example
  void symbolsInARowAreCopiedWhateverSpaceIsBetweenThem() {
    String spaced = "[ \t\u00a0\u200b".repeat(33);
    for (String line : List.of(BRACKETS, spaced, "\uD83D\uDE00".repeat(33), " ." + BRACKETS)) {
      assertThat(Stretches.of(line)).as(line).containsExactly(copied(line));
    }
  }

  @Example
  void wordsBesideRubbishAreTranslated() {
    assertThat(Stretches.of("She reads. " + BRACKETS + "  He sleeps. "))
        .containsExactly(words("She reads."), copied(" " + BRACKETS + "  "), words("He sleeps. "));
    assertThat(Stretches.of("Key: " + KEY + "; keep it"))
        .containsExactly(words("Key:"), copied(" " + KEY), words("; keep it"));
  }

  @Example
  void whatIsBetweenRubbishAndHasNoWordIsRubbish() {
    String line = "  " + KEY + " - " + KEY + BRACKETS + " !";

    assertThat(Stretches.of(line)).containsExactly(copied(line));
  }

  @Example
  void aWordThatNeverEndsIsCopied() {
    String letters = "abcdefghij".repeat(30_000);

    assertThat(Stretches.of(letters)).containsExactly(copied(letters));
    assertThat(Stretches.of("a\u0301".repeat(300))).containsExactly(copied("a\u0301".repeat(300)));
  }

  @Example
  void wordsAreRunsOfLettersOrFivesOfThem() {
    assertThat(Stretches.words("")).isZero();
    assertThat(Stretches.words("[ - ]")).isZero();
    assertThat(Stretches.words("She reads 2 books")).isEqualTo(4);
    assertThat(Stretches.words("abcde")).isEqualTo(1);
    assertThat(Stretches.words("abcdef")).isEqualTo(2);
    assertThat(Stretches.words("[a[b[")).isEqualTo(2);
    assertThat(Stretches.maxTokens("[a[b[")).isEqualTo(90);
  }

  @Property(tries = 300)
  void theStretchesAreTheLine(
      @ForAll
          @StringLength(max = 400)
          @Chars({'a', '[', ' ', '\u00ad', '\u0301'})
          @CharRange(from = '\u0e01', to = '\u0e30')
          String line) {
    List<Stretch> stretches = Stretches.of(line);

    assertThat(stretches.stream().map(Stretch::text).collect(Collectors.joining())).isEqualTo(line);
    for (int i = 1; i < stretches.size(); i++) {
      assertThat(stretches.get(i).hasWords()).isNotEqualTo(stretches.get(i - 1).hasWords());
    }
  }
}
