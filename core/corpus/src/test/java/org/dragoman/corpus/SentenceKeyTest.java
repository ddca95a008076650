package org.dragoman.corpus;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SentenceKeyTest {
  @ParameterizedTest
  @CsvSource({
    "'It is so.', 'it is SO!'",
    "'to day', 'today'",
    "'caf\u00E9', 'cafe\u0301'",
    "'\uFF21\uFF11', 'a1'",
    "'\u732B\u3002', '\u300C\u732B\u300D'"
  })
  void isTheSameButForCaseSpaceAndPunctuation(String one, String other) {
    assertThat(SentenceKey.of(one)).isEqualTo(SentenceKey.of(other)).isNotEmpty();
  }

  @Test
  void isDifferentForOtherLettersAndDigits() {
    assertThat(SentenceKey.of("room 1")).isNotEqualTo(SentenceKey.of("room 2"));
    assertThat(SentenceKey.of("ou")).isNotEqualTo(SentenceKey.of("o\u00F9"));
  }

  @Test
  void isEmptyWithoutThem() {
    assertThat(SentenceKey.of("?! \u2026")).isEmpty();
  }
}
