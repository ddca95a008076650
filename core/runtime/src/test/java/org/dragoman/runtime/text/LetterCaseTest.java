package org.dragoman.runtime.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LetterCaseTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "Der Hund von Frau McDonald heißt Ärger.",
        "ΣΊΣΥΦΟΣ and Σίσυφος",
        "e\u0301A\u0301",
        "Ǆ ǅ ǆ",
        "Deseret \uD801\uDC00\uD801\uDC28!",
        "日本語 Text 123",
        "ŉ ﬁ ﬀ ẞ ß İI ıi K Å"
      })
  void aTextIsRestoredFromLowerCaseAndLabels(String text) {
    String lower = LetterCase.lower(text);
    String labels = LetterCase.labels(text);
    List<String> list = labels.isEmpty() ? List.of() : List.of(labels.split(" "));

    assertThat(lower.codePointCount(0, lower.length()))
        .isEqualTo(text.codePointCount(0, text.length()));
    assertThat(LetterCase.restore(lower, list)).isEqualTo(text);
  }

  @Test
  void whatIsACapitalAlreadyStaysSo() {
    assertThat(LetterCase.restore("iPhone", List.of("U", "L", "L", "L", "L", "L")))
        .isEqualTo("IPhone");
  }

  @Test
  void labelsAreAsManyAsCharacters() {
    assertThatThrownBy(() -> LetterCase.restore("ab", List.of("U")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("1 labels for 2 characters");
  }
}
