package org.dragoman.cli.io;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class BottomLineTest {
  private static final String CLEAR = "\r\u001b[K";

  @Test
  void whatIsLoggedTakesThePlaceOfTheLine() {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    PrintStream before = System.err;
    try (BottomLine bottom = new BottomLine(new PrintStream(bytes, true, StandardCharsets.UTF_8))) {
      System.err.print("früher\n");
      bottom.draw("10 %");
      System.err.print("über\n");
      System.err.print("dazu\n");
      bottom.draw("20 %");
    }

    assertThat(System.err).isSameAs(before);
    assertThat(bytes.toString(StandardCharsets.UTF_8))
        .isEqualToNormalizingNewlines(
            "früher\n" + CLEAR + "10 %" + CLEAR + "über\ndazu\n" + CLEAR + "20 %\n");
  }
}
