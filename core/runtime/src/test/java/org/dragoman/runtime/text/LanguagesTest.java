package org.dragoman.runtime.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LanguagesTest {
  @ParameterizedTest
  @ValueSource(strings = {"en", "pt-BR", "zh-Hant", "zh-Hant-TW", "hsb", "no", "sr-Latn"})
  void tagsOfLanguagesAreTaken(String tag) {
    assertThat(new Languages(tag, "en").source()).isEqualTo(tag);
  }

  @ParameterizedTest
  @ValueSource(strings = {"ja", "jpn", "zh-Hant", "zh-cmn-Hans", "tha", "km-KH"})
  void someAreWrittenWithoutSpaces(String tag) {
    assertThat(Languages.hasSpaces(tag)).isFalse();
    assertThat(Languages.hasSpaces("ko")).isTrue();
    assertThat(Languages.code("jpn-JP")).isEqualTo("ja");
  }

  @ParameterizedTest
  @ValueSource(strings = {"english", "e", "", "und", "en_US", "x-klingon", "en-", "de-toolongtag"})
  void whatIsNoLanguageIsRefused(String tag) {
    assertThatThrownBy(() -> new Languages("en", tag))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "target must be a BCP 47 language tag such as en, pt-BR or zh-Hant, got '" + tag + "'");
    assertThatThrownBy(() -> new Languages(tag, "en")).hasMessageStartingWith("source must be a ");
  }
}
