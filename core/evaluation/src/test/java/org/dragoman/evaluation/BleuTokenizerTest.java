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

  /** Expected values follow from the three substitutions, worked out by hand. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '→',
      quoteCharacter = '´',
      value = {
        "Er sagt: „Ja“ – 3,5 €! → Er sagt : „ Ja “ – 3,5 € !",
        "im Jahr 1999. → im Jahr 1999.",
        "1,000.50$ a.b → 1,000.50 $ a . b",
        "你好，世界。 → 你好 ， 世界 。",
        "x+y=z 😀🇰🇷 → x + y = z 😀 🇰 🇷",
        "c++ ²/³ Ⅷ. → c + + ²/³ Ⅷ.",
      })
  void intl(String line, String expected) {
    assertThat(BleuTokenizer.INTL.tokens(line)).containsExactly(expected.split(" "));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '→',
      value = {
        "他说GDP是3.5%。 → 他 说 GDP 是 3.5 % 。",
        "A–B “x” → A – B “ x ”",
        "ＡＢＣ abc, d → Ａ Ｂ Ｃ abc , d",
      })
  void zh(String line, String expected) {
    assertThat(BleuTokenizer.ZH.tokens(line)).containsExactly(expected.split(" "));
  }

  @Test
  void charDividesEverywhere() {
    assertThat(BleuTokenizer.CHAR.tokens("a 中😀\u00a0b")).containsExactly("a", "中", "😀", "b");
  }

  @Test
  void jaAndKoKeepPunctuationAndSaySoInTheirSignature() {
    assertThat(BleuTokenizer.JA.tokens("私は本を読む。")).containsExactly("私", "は", "本", "を", "読む", "。");
    assertThat(BleuTokenizer.KO.tokens("나는 책을 읽는다.")).startsWith("나", "는", "책", "을").endsWith(".");
    assertThat(Bleu.builder().optTokenizer(BleuTokenizer.JA).build().sentence("本", List.of("本")))
        .asString()
        .contains("|tok:ja-lucene-kuromoji-9.");
    assertThat(BleuTokenizer.KO.signature()).startsWith("ko-lucene-nori-9.");
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
