package org.dragoman.plugins.tokenizers;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.dragoman.spi.Tokenizer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WordTokenizerTest {
  private final Tokenizer tokenizer = Tokenizers.make("word");

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "Hello, world!         | Hello ￭, world ￭!",
        "Don't (ever) stop.    | Don't (￭ ever ￭) stop ￭.",
        "It's 3.14, or 1,000?  | It's 3.14 ￭, or 1,000 ￭?",
        "the U.S. army         | the U.S ￭. army",
        "an e-mail             | an e ￭-￭ mail",
        "\"Ja!\", sagte er.    | \"￭ Ja ￭! ￭\" ￭, sagte er ￭.",
        "Groß-/Kleinschreibung | Groß ￭- ￭/￭ Kleinschreibung",
        "5 % of $20            | 5 % of $￭ 20",
        "a ( b ) c             | a ( b ) c",
        "...                   | . ￭. ￭.",
        "I like it😀a lot       | I like it ￭😀￭ a lot",
        "日本語です。            | 日本語 ￭です ￭。",
      })
  void cutsSensibly(String text, String tokens) {
    assertThat(tokenizer.encode(text)).containsExactly(tokens.split(" "));
    assertThat(tokenizer.decode(List.of(tokens.split(" ")))).isEqualTo(text);
  }

  @Test
  void marksWhiteSpace() {
    assertThat(tokenizer.encode(" a  b\tc "))
        .containsExactly("￮20￮￭", "a", "￭￮20￮", "b", "￭￮9￮￭", "c", "￭￮20￮");
    assertThat(tokenizer.encode("Oui\u202f!")).containsExactly("Oui", "￭￮202F￮", "￭!");
    assertThat(tokenizer.encode(" ")).containsExactly("￮20￮");
    assertThat(tokenizer.encode("")).isEmpty();
  }

  @Test
  void escapesItsOwnMarks() {
    assertThat(tokenizer.encode("a￭ ￮20￮"))
        .containsExactly("a", "￭￮FFED￮", "￮FFEE￮￭", "20", "￭￮FFEE￮");
  }

  @Test
  void keepsCombiningMarksWithTheirSymbol() {
    assertThat(tokenizer.encode("!\u20e3 x")).containsExactly("!\u20e3", "x");
  }

  @Test
  void tearsNoLongWord() {
    String word = "a".repeat(3999) + "\u00e4".repeat(5002);
    assertThat(tokenizer.encode(word)).containsExactly(word);
    String emoji = "\ud83d\ude00".repeat(5001);
    assertThat(tokenizer.encode("x" + emoji)).hasSize(5002);
    assertThat(tokenizer.decode(tokenizer.encode("x" + emoji))).isEqualTo("x" + emoji);
    String line = "some words, and more ".repeat(5000);
    assertThat(tokenizer.encode(line)).hasSize(25_001);
    assertThat(tokenizer.decode(tokenizer.encode(line))).isEqualTo(line);
    String japanese = "\u65e5\u672c\u8a9e\u3067\u3059".repeat(3000);
    assertThat(tokenizer.encode(japanese)).hasSize(6000);
    assertThat(tokenizer.decode(tokenizer.encode(japanese))).isEqualTo(japanese);
  }

  @Test
  void takesMarksOutOfPlace() {
    assertThat(tokenizer.decode(List.of("￭￭a￭￭", "b", "￭", "c", "", "<unk>", "d￭e", "￭")))
        .isEqualTo("abc <unk> de");
    assertThat(tokenizer.decode(List.of("￮", "￮￮", "￮zz￮", "￮110000￮", "￮D800￮", "￮1234567￮")))
        .isEqualTo("  zz 110000 D800 1234567");
  }

  @Test
  void otherTokenizersKeepTheirForms() {
    assertThat(new WhitespaceTokenizer().encode("a,  b\u00a0c"))
        .containsExactly("a,", "￭￮20￮", "b", "￭￮A0￮￭", "c");
    assertThat(new CharTokenizer().encode("\u00e4 \ud83d\ude00\t\u2581"))
        .containsExactly("\u00e4", "\u2581", "\ud83d\ude00", "￮9￮", "￮2581￮");
  }
}
