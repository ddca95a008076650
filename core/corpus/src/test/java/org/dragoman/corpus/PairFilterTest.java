package org.dragoman.corpus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.dragoman.corpus.Filters.Treatment.DROP;
import static org.dragoman.corpus.Filters.Treatment.KEEP;

import org.dragoman.runtime.file.SentencePair;
import org.dragoman.runtime.text.Languages;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PairFilterTest {
  private static @Nullable LeftOut reason(Filters filters, String source, String target) {
    return new PairFilter(filters, new Languages("en", "ja"))
        .reason(new SentencePair(source, target));
  }

  @Test
  void emptySidesAlwaysGo() {
    assertThat(reason(Filters.NONE, " \t", "a")).isEqualTo(LeftOut.EMPTY);
    assertThat(reason(Filters.NONE, "a", "\u3000")).isEqualTo(LeftOut.EMPTY);
    assertThat(reason(Filters.NONE, "a", "a")).isNull();
    assertThat(Filters.NONE.reasons()).containsExactly(LeftOut.EMPTY);
  }

  @Test
  void longSidesGo() {
    Filters three = new Filters(3, 0, KEEP, KEEP, KEEP, KEEP);

    assertThat(reason(three, "a b c", " a  b c ")).isNull();
    assertThat(reason(three, "a b c d", "a")).isEqualTo(LeftOut.TOO_LONG);
    assertThat(reason(three, "a", "a b c d")).isEqualTo(LeftOut.TOO_LONG);
    assertThat(three.reasons()).containsExactly(LeftOut.EMPTY, LeftOut.TOO_LONG);
  }

  @Test
  void unlikeLengthsGo() {
    Filters two = new Filters(0, 2, KEEP, KEEP, KEEP, KEEP);

    assertThat(reason(two, "aa", "bbbb")).isNull();
    assertThat(reason(two, "aa", "bbbbb")).isEqualTo(LeftOut.LENGTH_RATIO);
    assertThat(reason(two, "bbbbb", "aa")).isEqualTo(LeftOut.LENGTH_RATIO);
    // A character is one, whatever Java takes for it.
    assertThat(reason(two, "\uD83D\uDE00", "bb")).isNull();
  }

  @Test
  void identicalSidesGo() {
    Filters filters = new Filters(0, 0, KEEP, DROP, KEEP, KEEP);

    assertThat(reason(filters, "same", " same ")).isEqualTo(LeftOut.IDENTICAL);
    assertThat(reason(filters, "same", "Same")).isNull();
  }

  @Test
  void duplicatesGoAndOnlyThese() {
    PairFilter filter = new PairFilter(new Filters(0, 0, DROP, KEEP, KEEP, KEEP), null);

    for (int i = 0; i < 5000; i++) {
      assertThat(filter.reason(new SentencePair("a" + i, "b"))).isNull();
      assertThat(filter.reason(new SentencePair("a", "b" + i))).isNull();
    }
    for (int i = 0; i < 5000; i++) {
      assertThat(filter.reason(new SentencePair("a" + i + " ", "b"))).isEqualTo(LeftOut.DUPLICATE);
    }
    assertThat(filter.reason(new SentencePair("ab", "1"))).isNull();
    assertThat(filter.reason(new SentencePair("b", "a1"))).isNull();
    assertThat(filter.reason(new SentencePair("a1", "b"))).isEqualTo(LeftOut.DUPLICATE);
  }

  /** What another filter left out was not seen. */
  @Test
  void theFirstReasonCounts() {
    PairFilter filter = new PairFilter(new Filters(1, 1, DROP, DROP, KEEP, DROP), null);

    assertThat(filter.reason(new SentencePair("a b", "a b"))).isEqualTo(LeftOut.TOO_LONG);
    assertThat(filter.reason(new SentencePair("a", "ab"))).isEqualTo(LeftOut.LENGTH_RATIO);
    assertThat(filter.reason(new SentencePair("a", "a"))).isEqualTo(LeftOut.IDENTICAL);
    assertThat(filter.reason(new SentencePair("1", "2"))).isEqualTo(LeftOut.NUMBERS);
    assertThat(filter.reason(new SentencePair("1", "2"))).isEqualTo(LeftOut.NUMBERS);
  }

  @ParameterizedTest
  @CsvSource({
    "en, The house of 12.,             true",
    "en, \u041c\u043e\u0441\u043a\u0432\u0430, false",
    "en, 12 + 3 = 15,                  true",
    "en, Moskva \u041c\u043e\u0441\u043a\u0432\u0430, true",
    "en, na \u041c\u043e\u0441\u043a\u0432\u0430, false",
    "ja, \u6771\u4eac\u30bf\u30ef\u30fc\u306f, true",
    "ja, Tokyo tower,                  false",
    "ja, \u30fc,                       true",
    "zh, \u6771\u4eac,                 true",
    "zh, \u30bf\u30ef,                 false",
    "ko, \uc11c\uc6b8,                 true",
    "ru, \u041c\u043e\u0441\u043a\u0432\u0430, true",
    "sr-Latn, Beograd,                 true",
    "sr-Cyrl, Beograd,                 false",
    "ar, \u0645\u0631\u062d\u0628\u0627, true",
    "el, \u03b1\u03b2,                 true",
    "hi, \u0928\u092e\u0938\u094d\u0924\u0947, true",
    "pt-BR, n\u00e3o,                  true",
  })
  void aLanguageHasItsScript(String language, String text, boolean isOf) {
    assertThat(Script.of(language).isOf(text)).isEqualTo(isOf);
  }

  @Test
  void wrongScriptsGo() {
    Filters filters = new Filters(0, 0, KEEP, KEEP, DROP, KEEP);

    assertThat(reason(filters, "house", "\u5bb6")).isNull();
    assertThat(reason(filters, "house", "house")).isEqualTo(LeftOut.SCRIPT);
    assertThat(reason(filters, "\u5bb6", "\u5bb6")).isEqualTo(LeftOut.SCRIPT);
  }

  @Test
  void aScriptNeedsALanguage() {
    Filters filters = new Filters(0, 0, KEEP, KEEP, DROP, KEEP);

    assertThatThrownBy(() -> new PairFilter(filters, null))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "data.filters.script needs the languages. Say languages: {source: en, target: ja}, or leave it out.");
    assertThatThrownBy(() -> new PairFilter(filters, new Languages("en", "qqq")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "data.filters.script: the script of the language 'qqq' is not known. Add it to the tag, as in qqq-Latn, or leave the filter out.");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "no number | keine",
        "1,000 houses | 1.000 H\u00e4user",
        "1,000 houses | 1000 H\u00e4user",
        "1,234,567 | 1\u00A0234\u202F567",
        "10 000 | 10000",
        "3.5 m | 3,5 m",
        "5/12/2020 | 05.12.2020",
        "12/5/2020 | 5.12.2020",
        "in 2020 300 people | 300 Leute in 2020",
        "12 and 12 | 12 und 12",
        "7 | \uFF17",
        "42 | \u0664\u0662",
        "007 | 7",
        "0 | 0",
        "1, 2, 3 | 1 2 3",
      })
  void numbersAgree(String a, String b) {
    assertThat(Numbers.agree(a, b)).isTrue();
    assertThat(Numbers.agree(b, a)).isTrue();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {"12 | 21", "12 | 13", "12 and 12 | 12", "7 | keine", "1,000 | 1,001", "0 | 00 0"})
  void numbersDiffer(String a, String b) {
    assertThat(Numbers.agree(a, b)).isFalse();
    assertThat(Numbers.agree(b, a)).isFalse();
  }

  @Test
  void otherNumbersGo() {
    Filters filters = new Filters(0, 0, KEEP, KEEP, KEEP, DROP);

    assertThat(reason(filters, "a 1", "b 1")).isNull();
    assertThat(reason(filters, "a 1", "b 2")).isEqualTo(LeftOut.NUMBERS);
  }

  @ParameterizedTest
  @ValueSource(doubles = {0.5, -1, Double.NaN, Double.POSITIVE_INFINITY})
  void aRatioIsOneOrMore(double ratio) {
    assertThatThrownBy(() -> new Filters(0, ratio, KEEP, KEEP, KEEP, KEEP))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("max-ratio must be 0, or 1 or more, got " + ratio);
  }

  @Test
  void wordsAreNotNegative() {
    assertThatThrownBy(() -> new Filters(-1, 0, KEEP, KEEP, KEEP, KEEP))
        .hasMessage("max-words must be 0 or more, got -1");
  }
}
