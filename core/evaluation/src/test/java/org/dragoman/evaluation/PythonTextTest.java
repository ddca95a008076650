package org.dragoman.evaluation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PythonTextTest {

  /** The 29 characters for which {@code str.isspace()} holds. */
  @Test
  void spacesAreThoseOfPython() {
    String spaces =
        IntStream.rangeClosed(0, Character.MAX_VALUE)
            .filter(c -> PythonText.isSpace((char) c))
            .mapToObj(Integer::toHexString)
            .collect(Collectors.joining(" "));
    assertThat(spaces)
        .isEqualTo(
            "9 a b c d 1c 1d 1e 1f 20 85 a0 1680 2000 2001 2002 2003 2004 2005 2006 2007 2008 2009"
                + " 200a 2028 2029 202f 205f 3000");
  }

  @Test
  void splitDropsSpacesAndKeepsWhatOnlyLooksEmpty() {
    assertThat(PythonText.split("\u2003 eins\u00a0zwei\u200bdrei\t\n"))
        .containsExactly("eins", "zwei\u200bdrei");
    assertThat(PythonText.split(" \u3000")).isEmpty();
    assertThat(PythonText.split("")).isEmpty();
  }

  @Test
  void stripEndLeavesTheBeginning() {
    assertThat(PythonText.stripEnd(" a \u0085\u001f")).isEqualTo(" a");
    assertThat(PythonText.stripEnd("\n")).isEmpty();
  }

  /** Expected values are those of Python 3.11. */
  @ParameterizedTest
  @CsvSource({
    "Straße GROẞ, straße groß",
    "İstanbul, i\u0307stanbul",
    "IŞIK, işik",
    "ΟΔΟΣ, οδος",
    "ΟΔΟΣ ΣΑΣ, οδος σας",
    "Σ, σ",
    "1Σ, 1σ",
    "ΑΣ1, ας1",
    "ΑΣ.Σ, ασ.ς",
    "ΑΣ-Σ, ας-σ",
    "ΑΣ­Β, ασ­β",
    "ΆΣ, άς",
    "𐐀Σ, 𐐨ς",
    "ǅΣ, ǆς",
    "Ⅷ, ⅷ",
  })
  void lower(String text, String expected) {
    assertThat(PythonText.lower(text)).isEqualTo(expected);
  }
}
