package org.dragoman.runtime.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.dragoman.runtime.DragomanException;
import org.junit.jupiter.api.Test;

class SentenceSplitterTest {
  private static final HexFormat VISIBLE = HexFormat.of();

  private static List<String> sentences(String language, String text) {
    return new SentenceSplitter(language).split(text).sentences();
  }

  @Test
  void sentencesEndAtTheirMarksAndNotAtAbbreviations() {
    assertThat(
            sentences("en", "Mr. Gray left at 3.15 p.m. sharp. Did he? Yes! \"So it was.\" I saw."))
        .containsExactly(
            "Mr. Gray left at 3.15 p.m. sharp.", "Did he?", "Yes!", "\"So it was.\"", "I saw.");
    assertThat(sentences("de", "Er kam z.B. am Mo. nicht. Dr. Blau schon."))
        .containsExactly("Er kam z.B. am Mo. nicht.", "Dr. Blau schon.");
  }

  @Test
  void languagesWithoutSpacesHaveSentencesToo() {
    assertThat(sentences("ja", "\u96e8\u3060\u3002\u5bd2\u3044\uff01\u884c\u304f\uff1f"))
        .containsExactly("\u96e8\u3060\u3002", "\u5bd2\u3044\uff01", "\u884c\u304f\uff1f");
  }

  @Test
  void whiteSpaceIsKeptAroundThem() {
    Paragraph paragraph = new SentenceSplitter("en").split(" \tOne.  Two.\u00a0\r\n");

    assertThat(paragraph.sentences()).containsExactly("One.", "Two.");
    assertThat(paragraph.gaps()).containsExactly(" \t", "  ", "\u00a0\r\n");
    assertThat(paragraph.with(List.of("Eins.", "Zwei."), ""))
        .isEqualTo(" \tEins.  Zwei.\u00a0\r\n");
  }

  @Test
  void whatAReaderDoesNotSeeEndsNoSentenceAndHidesNoEnd() {
    for (String gap :
        List.of(" ", "\u00a0", "  ", "\t", "\u202f ", "\u200b ", " \ufeff", "\u0001 ")) {
      List<String> sentences = sentences("en", "Mr." + gap + "Gray left." + gap + "Did he?");
      assertThat(sentences.stream().map(Cleaner::clean))
          .as(VISIBLE.formatHex(gap.getBytes(java.nio.charset.StandardCharsets.UTF_16BE)))
          .containsExactly("Mr. Gray left.", "Did he?");
    }
    Paragraph paragraph = new SentenceSplitter("en").split("\ufeffOne. \u200b Two.\u200b\n");
    assertThat(paragraph.with(List.of("1.", "2."), "")).isEqualTo("1. 2.\n");
  }

  @Test
  void aNextLineIsWhiteSpace() {
    Paragraph paragraph = new SentenceSplitter("en").split("One.\u0085Two.");

    assertThat(paragraph.sentences()).containsExactly("One.", "Two.");
    assertThat(paragraph.gaps()).containsExactly("", "\u0085", "");
  }

  @Test
  void aTextWithoutSentencesIsOneGap() {
    for (String text : List.of("", " ", "\r\n", " \u3000\n")) {
      Paragraph paragraph = new SentenceSplitter("en").split(text);
      assertThat(paragraph.sentences()).isEmpty();
      assertThat(paragraph.with(List.of(), " ")).isEqualTo(text);
    }
  }

  @Test
  void whereNothingStoodBetweenASpaceMay() {
    Paragraph paragraph =
        new SentenceSplitter("ja").split("\u96e8\u3060\u3002\u5bd2\u3044\u3002\n");

    assertThat(paragraph.with(List.of("It rains.", "It is cold."), " "))
        .isEqualTo("It rains. It is cold.\n");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> paragraph.with(List.of("One."), " "))
        .withMessage("2 sentences cannot be replaced by 1");
  }

  @Test
  void anyTextComesBack() {
    String[] pieces = {
      "a",
      "B",
      "Mr.",
      ".",
      "!",
      "?",
      " ",
      "  ",
      "\n",
      "\r\n",
      "\t",
      "\u3002",
      "\u96e8",
      "\"",
      ")",
      "\u200b",
      "\ufeff",
      "\u0001",
      "\ud83d\ude00",
      "\u2029",
      "1.5",
      "\u00a0",
      "\u0301"
    };
    SentenceSplitter splitter = new SentenceSplitter("en");
    Random random = new Random(1);
    for (int i = 0; i < 5000; i++) {
      StringBuilder text = new StringBuilder();
      for (int n = random.nextInt(20); n > 0; n--) {
        text.append(pieces[random.nextInt(pieces.length)]);
      }
      Paragraph paragraph = splitter.split(text.toString());
      assertThat(paragraph.with(paragraph.sentences(), "")).isEqualTo(text.toString());
      assertThat(paragraph.sentences()).noneMatch(String::isBlank);
    }
  }

  @Test
  void severalThreadsMayUseItAtOnce() {
    SentenceSplitter splitter = new SentenceSplitter("en");
    assertThat(IntStream.range(0, 2000).parallel())
        .allMatch(i -> splitter.split("One. Two! " + i + "?").sentences().size() == 3);
  }

  @Test
  void whatIsNoLanguageIsRefused() {
    assertThatThrownBy(() -> new SentenceSplitter("english"))
        .isInstanceOf(DragomanException.class)
        .hasMessage("'english' is no language tag, such as de, ja or pt-BR.");
  }
}
