package org.dragoman.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.regex.Pattern;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BleuTokenizerTest {

  /** Expected values are those of sacreBLEU 2.6.0. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '→',
      quoteCharacter = '´',
      value = {
        "It costs $1,000.50, he said. → It costs $ 1,000.50 , he said .",
        "a..5...b → a . .5 . . . b",
        "5..5 → 5 . . 5",
        "5.,x → 5 . , x",
        "-.5 +.5 .5 → - . 5 + . 5 . 5",
        "1,5-2 3-x x-3 5-- → 1,5 - 2 3 - x x-3 5 - -",
        "well-known (really) → well-known ( really )",
        "&quot;Ja&quot; &amp;lt;b&gt; &amp;quot; &AMP; → \" Ja \" < b > & quot ; & AMP ;",
        "don't f.e. u.s.a. → don't f . e . u . s . a .",
        "😀.😀,1.😀 → 😀 . 😀 , 1 . 😀",
        "10%/[y]`{z}~^_\\| → 10 % / [ y ] ` { z } ~ ^ _ \\ |",
        "、。， → 、。，",
        ".. → . .",
      })
  void v13a(String line, String expected) {
    assertThat(BleuTokenizer.V13A.tokens(line)).containsExactly(expected.split(" "));
  }

  @Test
  void v13aUndoesLineBreaksAndDropsSkipped() {
    assertThat(BleuTokenizer.V13A.tokens("x<skipped>y a-\nb c\nd"))
        .containsExactly("xy", "ab", "c", "d");
  }

  @Test
  void blankLinesHaveNoTokens() {
    assertThat(BleuTokenizer.V13A.tokens("")).isEmpty();
    assertThat(BleuTokenizer.V13A.tokens(" \u00a0\n")).isEmpty();
    assertThat(BleuTokenizer.NONE.tokens("\t")).isEmpty();
  }

  @Test
  void noneDividesAtSpacesOnly() {
    assertThat(BleuTokenizer.NONE.tokens(" a,b  &amp; c.")).containsExactly("a,b", "&amp;", "c.");
  }

  @Test
  void namesAreThoseOfSacreBleu() {
    assertThat(BleuTokenizer.of("13a")).isEqualTo(BleuTokenizer.V13A);
    assertThatThrownBy(() -> BleuTokenizer.of("v13a"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("Unknown BLEU tokenizer 'v13a'. Known: 13a, intl, zh, char, ja, ko, none");
  }

  /** The scans against the regular expressions that define the tokenizer. */
  @Property(tries = 5000)
  void scansAreTheSubstitutions(@ForAll("lines") String line) {
    assertThat(BleuTokenizer.V13A.tokens(line)).isEqualTo(bySubstitution(line));
  }

  @Provide
  Arbitrary<String> lines() {
    Arbitrary<String> piece =
        Arbitraries.of(
            "a",
            "Z",
            "é",
            "中",
            "😀",
            "0",
            "7",
            ".",
            ",",
            "-",
            "'",
            "\"",
            " ",
            "\u00a0",
            "\n",
            "_",
            "&",
            "<",
            "/",
            "~",
            "{",
            "&amp;",
            "&quot;",
            "&lt;",
            "&gt;",
            "<skipped>");
    return piece.list().ofMaxSize(14).map(pieces -> String.join("", pieces));
  }

  private static List<String> bySubstitution(String line) {
    String text =
        line.replace("<skipped>", "")
            .replace("-\n", "")
            .replace('\n', ' ')
            .replace("&quot;", "\"")
            .replace("&amp;", "&")
            .replace("&lt;", "<")
            .replace("&gt;", ">");
    text = ' ' + text + ' ';
    text = Pattern.compile("([{-~\\[-` -&(-+:-@/])").matcher(text).replaceAll(" $1 ");
    text = Pattern.compile("([^0-9])([.,])").matcher(text).replaceAll("$1 $2 ");
    text = Pattern.compile("([.,])([^0-9])").matcher(text).replaceAll(" $1 $2");
    text = Pattern.compile("([0-9])(-)").matcher(text).replaceAll("$1 $2 ");
    return Pattern.compile("[ \u00a0]+")
        .splitAsStream(text)
        .filter(token -> !token.isEmpty())
        .toList();
  }
}
