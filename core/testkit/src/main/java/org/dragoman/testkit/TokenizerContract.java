package org.dragoman.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.dragoman.spi.Tokenizer;
import org.junit.jupiter.api.Test;

/**
 * Tests of what every {@link Tokenizer} must do, on texts made to break it.
 *
 * <pre>{@code
 * class MyTokenizerTest extends TokenizerContract {
 *   @Override
 *   protected Tokenizer create() {
 *     return new MyTokenizerFactory().create(new MyTokenizerFactory.Config());
 *   }
 * }
 * }</pre>
 */
public abstract class TokenizerContract {
  private static final int TEXTS = 3000;
  private static final int MAX_PIECES = 12;
  private static final int LONG = 10_000;

  private static final List<String> LONG_TEXTS_OF =
      List.of("some, words ", "x", "\ud83d\ude00", "a\u0308", "\u65e5\u672c\u8a9e\u3067\u3059");

  static final List<String> PIECES =
      List.of(
          // white space of every width, and what is none although it looks so
          " ",
          "  ",
          "\t",
          "\u00a0",
          "\u3000",
          "\u2009",
          "\u202f",
          "\u0085",
          "\u2028",
          "\u200b",
          "\ufeff",
          "\u2060",
          // marks that tokenizers and subword models glue to tokens
          "\uffed",
          "\u2581",
          "@@",
          "@@ ",
          "</w>",
          "##",
          "\u0120",
          "<s>",
          "<unk>",
          "\\",
          "%20",
          "&#32;",
          // words and punctuation
          "a",
          "Word",
          "don't",
          "3.14",
          "U.S.",
          "e-mail",
          "/a/b",
          "http://a.b/c?d",
          "<b>",
          "&amp;",
          "1,000",
          "\uff11",
          "_",
          "-",
          "...",
          ",",
          "(",
          ")",
          "\"",
          "$",
          // combining marks, alone too
          "\u00e4",
          "a\u0308",
          "\u0308",
          "\u20e3",
          "\u200d",
          "\u200c",
          "\ufe0f",
          // beyond the basic plane: emoji, sequences of them, flags, letters, the last code point
          "\ud83d\ude00",
          "\ud83d\udc68\u200d\ud83d\udc69\u200d\ud83d\udc67",
          "\ud83c\udde9\ud83c\uddea",
          "\ud835\udd38",
          "\ud840\udc00",
          "\udbff\udfff",
          // right to left, and marks of direction
          "\u05e9\u05dc\u05d5\u05dd",
          "\u0645\u0631\u062d\u0628\u0627",
          "\u202e",
          "\u200f",
          // scripts without spaces between words
          "\u65e5\u672c\u8a9e",
          "\u3072\u3089",
          "\u30ab\u30bf\u30fc",
          "\u3002",
          "\u3005",
          "\uff9e",
          "\ud55c\uad6d",
          "\u0e20\u0e32\u0e29\u0e32",
          "\u0928\u092e\u0938\u094d\u0924\u0947",
          // what no text should hold
          "\u0000",
          "\u001c",
          "\ufffd",
          "\uffff");

  /** Called by the subclass. */
  protected TokenizerContract() {}

  /** Makes the tokenizer by its factory. */
  protected abstract Tokenizer create();

  /** Returns the tokenizer's own marks, which the tests mix into the texts. */
  protected List<String> marks() {
    return List.of();
  }

  @Test
  final void anEmptyTextHasNoTokens() {
    assertThat(create().encode("")).isEmpty();
    assertThat(create().decode(List.of())).isEmpty();
  }

  @Test
  final void decodingGivesBackEveryText() {
    Tokenizer tokenizer = create();
    for (String text : texts()) {
      assertThat(tokenizer.decode(tokenizer.encode(text)))
          .as("the text after encode and decode")
          .isEqualTo(text);
    }
  }

  /** Longer than the buffers that tokenizers read into. */
  @Test
  final void decodingGivesBackALongText() {
    Tokenizer tokenizer = create();
    for (String unit : LONG_TEXTS_OF) {
      String text = "a" + unit.repeat(LONG / unit.length());
      assertThat(tokenizer.decode(tokenizer.encode(text)))
          .as("a text of %d characters after encode and decode", text.length())
          .isEqualTo(text);
    }
  }

  @Test
  final void tokensAreNotEmptyAndHoldNoWhiteSpace() {
    Tokenizer tokenizer = create();
    for (String text : texts()) {
      assertThat(tokenizer.encode(text))
          .as("tokens of '%s'", text)
          .allMatch(token -> !token.isEmpty())
          .allMatch(token -> token.codePoints().noneMatch(TokenizerContract::isSpace));
    }
  }

  static boolean isSpace(int codePoint) {
    return Character.isSpaceChar(codePoint) || Character.isWhitespace(codePoint);
  }

  @Test
  final void decodeTakesAnyTokens() {
    Tokenizer tokenizer = create();
    Random random = new Random(2);
    for (String text : texts()) {
      List<String> tokens = new ArrayList<>(tokenizer.encode(text));
      Collections.shuffle(tokens, random);
      tokens.add(text);
      tokens.add("");
      assertThat(tokenizer.decode(tokens)).isNotNull();
      assertThat(tokenizer.decode(List.of(text))).isNotNull();
    }
  }

  @Test
  final void severalThreadsMayUseItAtOnce() {
    Tokenizer tokenizer = create();
    List<String> texts = texts().subList(0, 50);
    List<List<String>> expected = texts.stream().map(tokenizer::encode).toList();
    assertThat(IntStream.range(0, 2000).parallel())
        .allMatch(
            i ->
                tokenizer
                    .encode(texts.get(i % texts.size()))
                    .equals(expected.get(i % texts.size())));
  }

  /** Returns each piece alone and twice, and mixtures; always the same. */
  private List<String> texts() {
    List<String> pieces = new ArrayList<>(PIECES);
    pieces.addAll(marks());
    List<String> texts = new ArrayList<>();
    pieces.forEach(piece -> texts.add(piece));
    pieces.forEach(piece -> texts.add(piece + piece));
    Random random = new Random(1);
    while (texts.size() < TEXTS) {
      StringBuilder text = new StringBuilder();
      for (int n = 1 + random.nextInt(MAX_PIECES); n > 0; n--) {
        text.append(pieces.get(random.nextInt(pieces.size())));
      }
      texts.add(text.toString());
    }
    return texts;
  }
}
