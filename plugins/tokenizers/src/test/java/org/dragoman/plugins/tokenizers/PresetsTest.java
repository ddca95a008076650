package org.dragoman.plugins.tokenizers;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.dragoman.spi.Tokenizer;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The tokens of sentences by the presets of lucene; of word see {@link WordTokenizerTest}. */
class PresetsTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "ko | 나는 어제 서울에서 친구를 만났다. | 나 ￭는 어제 서울 ￭에서 친구 ￭를 만났 ￭다 ￭.",
        "ko | 가락지나물은 식물입니다! | 가락지나물 ￭은 식물 ￭입니다 ￭!",
        "ko | 회의는 3월 5일(월)에 해요. | 회의 ￭는 3 ￭월 5 ￭일 ￭(￭ 월 ￭)￭ 에 해요 ￭.",
        "ko | Wi-Fi가 안 돼요😀 | Wi ￭-￭ Fi ￭가 안 돼요 ￭😀",
        "ja | 私は昨日、東京でりんごを買いました。 | 私 ￭は ￭昨日 ￭、￭ 東京 ￭で ￭りんご ￭を ￭買い ￭まし ￭た ￭。",
        "ja | 関西国際空港へ行く人々 | 関西国際空港 ￭へ ￭行く ￭人々",
        "ja | 「ＡＢＣ」って何？ | 「￭ ＡＢＣ ￭」￭ って ￭何 ￭？",
        "ja | Java 17を使う | Java 17 ￭を ￭使う",
        "zh | 我们昨天在北京买了苹果。 | 我们 ￭昨天 ￭在 ￭北京 ￭买 ￭了 ￭苹果 ￭。",
        "zh | 你喜欢Java吗？ | 你 ￭喜欢 ￭Java ￭吗 ￭？",
        "zh | 他说：“今天 是 星期天。” | 他 ￭说 ￭： ￭“￭ 今天 是 星期天 ￭。 ￭”",
      })
  void cutSensibly(String name, String text, String tokens) {
    Tokenizer tokenizer = Tokenizers.make(name);
    assertThat(tokenizer.encode(text)).containsExactly(tokens.split(" "));
    assertThat(tokenizer.decode(List.of(tokens.split(" ")))).isEqualTo(text);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "word | [url, email] | Ask a@b.de (or https://b.de/?q=1). | Ask a@b.de (￭ or https://b.de/?q=1 ￭) ￭.",
        "word | tag | a <b>big</b> <a href=\"x\">one</a> | a <b>￭ big ￭</b> <a￮20￮href=\"x\">￭ one ￭</a>",
        "word | placeholder | Hi {name}, 5 %s! | Hi {name} ￭, 5 %s ￭!",
        "ja | number | 3.5キロの2,000円 | 3.5 ￭キロ ￭の ￭2,000 ￭円",
        "zh | [number, url] | 买3.5公斤见www.example.org吧 | 买 ￭3.5 ￭公斤 ￭见 ￭www.example.org ￭吧",
        "ko | email | a@b.kr로 보내요 | a@b.kr ￭로 보내 ￭요",
      })
  void leaveWholeWhatIsProtected(String name, String protect, String text, String tokens) {
    Tokenizer tokenizer = Tokenizers.make("{type: %s, protect: %s}".formatted(name, protect));
    assertThat(tokenizer.encode(text)).containsExactly(tokens.split(" "));
    assertThat(tokenizer.decode(List.of(tokens.split(" ")))).isEqualTo(text);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "'[A-Z]\\w+-\\d+' | See Bug-12, bug-13. | See Bug-12 ￭, bug ￭-￭ 13 ￭.",
        "['new york', ' ?o+ '] | in new york oo x | in new￮20￮york oo x",
        "'\\W+' | a , b | a , b",
      })
  void leaveWholeWhatMatches(String patterns, String text, String tokens) {
    Tokenizer tokenizer = Tokenizers.make("{type: word, protect-patterns: %s}".formatted(patterns));
    assertThat(tokenizer.encode(text)).containsExactly(tokens.split(" "));
    assertThat(tokenizer.decode(List.of(tokens.split(" ")))).isEqualTo(text);
  }
}
