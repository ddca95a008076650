package org.dragoman.runtime.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.dragoman.spi.Tokenizer;
import org.junit.jupiter.api.Test;

class CaseMarksTest {
  private static final List<String> TOKENS =
      List.of(
          "the",
          "The",
          "THE",
          "tHE",
          "A",
          "a",
          "\uffedThe",
          "The\uffed",
          "\uffedTHE",
          "4TH",
          "4th",
          "42",
          "!",
          "iPhone",
          "McDonald",
          "O'Neill",
          "STRASSE",
          "Stra\u00dfe",
          "STRA\u00dfE",
          "\u1e9e",
          "\u0130stanbul",
          "\u0131",
          "\u01c4",
          "\u01c5",
          "\u01c6",
          "\u01c5UNGLA",
          "\u039f\u0394\u039f\u03a3",
          "\u03bf\u03b4\u03bf\u03c2",
          "\ufb01n",
          "\u0149",
          "\u0345",
          "\ud801\udc00x",
          "\ud835\udd38",
          "\u65e5\u672c",
          "\uffea",
          "\uffeb",
          "\uffec",
          "\uffeaThe",
          "<unk>",
          "<Unk>",
          "<UNK>",
          "\u10d0\u10d1",
          "\u1c90\u1c91",
          "\u13a0\uab70");

  /** Tokens are what stands between blanks. */
  private static final class Blanks implements Tokenizer {
    @Override
    public List<String> encode(String text) {
      return text.isEmpty() ? List.of() : Arrays.asList(text.split(" ", -1));
    }

    @Override
    public String decode(List<String> tokens) {
      return String.join(" ", tokens);
    }
  }

  private final Tokenizer marks = Casing.MARK.of(new Blanks());

  @Test
  void keepLeavesTokensAsTheyAre() {
    assertThat(Casing.KEEP.of(new Blanks()).encode("The NATO")).containsExactly("The", "NATO");
  }

  @Test
  void marksSayTheCaseOfTheTokenBehindThem() {
    assertThat(marks.encode("The cat A NATO iPhone 4TH 42 \uffedSo"))
        .containsExactly(
            "\uffea",
            "the",
            "cat",
            "\uffea",
            "a",
            "\uffeb",
            "nato",
            "\uffec",
            "iPhone",
            "\uffeb",
            "4th",
            "42",
            "\uffea",
            "\uffedso");
  }

  @Test
  void whatLowerCaseWouldLoseIsMixed() {
    assertThat(marks.encode("STRA\u00dfE")).containsExactly("\uffec", "STRA\u00dfE");
    assertThat(marks.encode("\u0130")).containsExactly("\uffec", "\u0130");
  }

  @Test
  void aTokenSpelledLikeAMarkComesBack() {
    assertThat(marks.encode("\uffea The")).containsExactly("\uffec", "\uffea", "\uffea", "the");
    assertThat(marks.decode(List.of("\uffec", "\uffea", "\uffea", "the"))).isEqualTo("\uffea The");
  }

  @Test
  void decodingGivesBackAnyTokens() {
    Random random = new Random(1);
    for (int i = 0; i < 5000; i++) {
      List<String> tokens = new ArrayList<>();
      for (int n = random.nextInt(6); n >= 0; n--) {
        tokens.add(
            random.nextInt(5) > 0
                ? TOKENS.get(random.nextInt(TOKENS.size()))
                : Character.toString(0x21 + random.nextInt(0xD000)).strip() + "x");
      }
      String text = String.join(" ", tokens);
      assertThat(marks.decode(marks.encode(text))).isEqualTo(text);
    }
  }

  @Test
  void decodeTakesWhatAModelMayWrite() {
    assertThat(marks.decode(List.of("\uffea", "\uffeb", "nato", "\uffea"))).isEqualTo("NATO");
    assertThat(marks.decode(List.of("\uffea", "<unk>"))).isEqualTo("<unk>");
    assertThat(
            marks.decode(
                List.of("\uffeb", "na<unk>", "\uffea", "<unk>na", "\uffeana", "\uffec\uffeaX")))
        .isEqualTo("NA<unk> <unk>na Na \uffeaX");
    Random random = new Random(2);
    for (int i = 0; i < 1000; i++) {
      List<String> tokens = new ArrayList<>(TOKENS);
      Collections.shuffle(tokens, random);
      assertThat(marks.decode(tokens)).isNotNull();
    }
  }
}
