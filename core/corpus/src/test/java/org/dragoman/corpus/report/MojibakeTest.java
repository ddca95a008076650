package org.dragoman.corpus.report;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.Charset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MojibakeTest {
  private static final Charset WINDOWS_1252 = Charset.forName("windows-1252");

  @ParameterizedTest
  @ValueSource(
      strings = {
        "sch\u00F6n", "wait\u2026", "it\u2019s", "40\u00A0%",
            "\u043F\u0440\u0438\u0432\u0435\u0442",
        "\u03BA\u03B1\u03BB\u03AC", "\u306D\u3053", "\u732B\u72AC", "yes \uD83D\uDE00", "\uFFFD"
      })
  void findsUtf8ThatWasReadAsAnEncodingOfOneByte(String text) {
    assertThat(Mojibake.find(text)).isEqualTo(-1);
    assertThat(Mojibake.find(new String(text.getBytes(UTF_8), ISO_8859_1))).isNotNegative();
    assertThat(Mojibake.find(windows1252(text.getBytes(UTF_8)))).isNotNegative();
  }

  /** As browsers read it: bytes that it does not define are those of Latin-1. */
  private static String windows1252(byte[] bytes) {
    String latin = new String(bytes, ISO_8859_1);
    StringBuilder text = new StringBuilder(new String(bytes, WINDOWS_1252));
    for (int i = 0; i < bytes.length; i++) {
      if (text.charAt(i) == '\uFFFD') {
        text.setCharAt(i, latin.charAt(i));
      }
    }
    return text.toString();
  }

  @Test
  void saysWhereItBegins() {
    assertThat(Mojibake.find("sch\u00C3\u00B6n")).isEqualTo(3);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\u201ESpa\u00DF\u201C",
        "\u00AB libert\u00E9\u00A0\u00BB",
        "\u00C0 bient\u00F4t\u2026",
        "\u00CATRE, \u00C2GE, \u00C2",
        "N\u00C3O",
        "na\u00EFve caf\u00E9\u2019s",
        "Gr\u00F6\u00DFe \u2013 \u00DC\u201C",
        "\u0110\u00C3 \u0110\u1EBEN \u00C2M",
        "\u00BF\u00BD\u00BE",
        "10 \u00B5m \u00B1 2 \u00B0C"
      })
  void takesNoTextForItThatOnlyLooksLikeIt(String text) {
    assertThat(Mojibake.find(text)).isEqualTo(-1);
  }
}
