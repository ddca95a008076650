package org.dragoman.plugins.tokenizers.span;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class ProtectedPatternsTest {
  private static List<String> found(ProtectedPatterns patterns, String text) {
    return patterns.find(text).stream().map(s -> text.substring(s.start(), s.end())).toList();
  }

  private static List<String> found(String expression, String text) {
    return found(ProtectedPatterns.of(List.of(), List.of(expression)), text);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "URL | (See https://example.org/a_b?c=d%20e&f=[1]#g.) | https://example.org/a_b?c=d%20e&f=[1]#g",
        "URL | HTTP://EXAMPLE.ORG, ftp://example.org! | HTTP://EXAMPLE.ORG ftp://example.org",
        "URL | www.example.org/straße/ und swww.example.org | www.example.org/straße/",
        "URL | https://example.orgを見て | https://example.org",
        "URL | https:// http: www. |",
        "EMAIL | Write to jo.doe+news@mail.example.org. | jo.doe+news@mail.example.org",
        "EMAIL | <a@b.de>,c@d.fr;me@host @home a@.b | a@b.de c@d.fr",
        "EMAIL | メールはa@b.jpへ | a@b.jp",
        "NUMBER | 3.14, 1,000.50 and 1'000. | 3.14 1,000.50 1'000",
        "NUMBER | MP3 v2.5 3rd 2x4 x9.5a |",
        "NUMBER | 2024年3月に5개 ٣٫٤ | 2024 3 5 ٣ ٤",
        "TAG | a<b>c</b> <img src=\"x y\"/> 1 < 2 <3> <> | <b> </b> <img~src=\"x~y\"/>",
        "PLACEHOLDER | {name}, ${a.b}, {{ c }}, {0}, {} {d e} | {name} ${a.b} {{~c~}} {0} {}",
        "PLACEHOLDER | %s%d %1$s %-5.2f %(name)s 5 % des 100%sure | %s %d %1$s %-5.2f %(name)s",
      })
  void namedPatternsFindWhatTheySay(NamedPattern name, String text, String expected) {
    List<String> pieces = expected == null ? List.of() : List.of(expected.split(" "));
    assertThat(found(ProtectedPatterns.of(List.of(name), List.of()), text))
        .containsExactlyElementsOf(pieces.stream().map(p -> p.replace('~', ' ')).toList());
  }

  @Test
  void theFirstCountsAndThenTheLongest() {
    List<NamedPattern> names = List.of(NamedPattern.NUMBER, NamedPattern.EMAIL, NamedPattern.URL);
    assertThat(
            found(
                ProtectedPatterns.of(names, List.of("b.", "b.d", "x")),
                "abcde http://me@example.org/1.5 1.5"))
        .containsExactly("bcd", "http://me@example.org/1.5", "1.5");
  }

  @Test
  void piecesAreWhole() {
    assertThat(found("\\s*\\w*\\s*", " \u00a0ab \t cd ")).containsExactly("ab", "cd");
    assertThat(found("\\ud83d|\\ude00", "x\ud83d\ude00y"))
        .allMatch(piece -> piece.equals("\ud83d\ude00"));
    assertThat(found("x*", "")).isEmpty();
    assertThat(found(ProtectedPatterns.of(List.of(), List.of()), "abc")).isEmpty();
  }

  @Test
  void refusesWhatIsNoExpression() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ProtectedPatterns.of(List.of(), List.of("a", "[b")))
        .withMessage(
            "protect-patterns[1]: expected a regular expression of Java's, got '[b' (Unclosed character class at character 2)");
  }

  @ParameterizedTest
  @CsvSource({"(a+)+b, 100", "(a|b)*c, 100000"})
  void noticesExpressionsWithoutEnd(String expression, int length) {
    ProtectedPatterns patterns = ProtectedPatterns.of(List.of(), List.of(expression));
    assertThatThrownBy(
            () ->
                assertTimeoutPreemptively(
                    Duration.ofSeconds(20), () -> patterns.find("a".repeat(length))))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith(
            "protect-patterns: '%s' goes back and forth too often over a text of %d characters."
                .formatted(expression, length));
  }

  @ParameterizedTest
  @EnumSource
  void namedPatternsAreQuick(NamedPattern name) {
    ProtectedPatterns patterns = ProtectedPatterns.of(List.of(name), List.of());
    for (String unit :
        List.of(
            "a", "1", "1.", "a.", "<a", "{", "{{a", "%", "%1", "http://", "www.", "a@", "@a.")) {
      String text = unit.repeat(100_000);
      assertThat(patterns.find(text)).hasSizeLessThanOrEqualTo(text.length());
    }
  }
}
