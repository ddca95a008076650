package org.dragoman.plugins.tokenizers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.dragoman.plugins.tokenizers.span.WhiteSpace;
import org.dragoman.spi.Tokenizer;

/** What every tokenizer promises, on strings made to break it. */
class ReversibilityTest {
  private static final List<Tokenizer> TOKENIZERS =
      List.of(new WhitespaceTokenizer(), new CharTokenizer(), new WordTokenizer());

  private static final String[] NASTY = {
    " ",
    "  ",
    "\t",
    "\n",
    "\r",
    "\u00a0",
    "\u200b",
    "\u202f",
    "\u2009",
    "\u3000",
    "\ufeff",
    "\u2060",
    "\u180e",
    "\u0085",
    "\u2028",
    "\u001c",
    "\u0000",
    "\ufffd",
    "\uffff",
    "\uffed",
    "\uffed\uffed",
    "\uffee",
    "\uffee20\uffee",
    "\uffee",
    "\u2581",
    "@@",
    "@@ ",
    "</w>",
    "<unk>",
    "<s>",
    "a",
    "Z",
    "don't",
    "3.14",
    "U.S.",
    "e-mail",
    "foo_bar",
    "_",
    "-",
    ".",
    ",",
    "(",
    ")",
    "\"",
    "$",
    "%",
    "\u00e4",
    "a\u0308",
    "\u0308",
    "\u20e3",
    "\u200d",
    "\u200c",
    "\ufe0f",
    "\ud83d\ude00",
    "\ud83d\udc68\u200d\ud83d\udc69\u200d\ud83d\udc67",
    "\ud83c\udde9\ud83c\uddea",
    "\ud83d\udc4d\ud83c\udffd",
    "\u05e9\u05dc\u05d5\u05dd",
    "\u0645\u0631\u062d\u0628\u0627",
    "\u202e",
    "\u200f",
    "\u65e5\u672c\u8a9e",
    "\u3072\u3089",
    "\u30ab\u30bf\u30fc",
    "\u3002",
    "\uff61",
    "\ud55c\uad6d\uc5b4",
    "\u0e20\u0e32\u0e29\u0e32\u0e44\u0e17\u0e22",
    "\u0928\u092e\u0938\u094d\u0924\u0947",
    "\u1780\u17d2\u1798\u17c2\u179a",
    "\u1019\u103c\u1014\u103a\u1019\u102c",
    "\ud835\udd38",
    "\ud840\udc00",
    "\udbff\udfff"
  };

  @Provide
  Arbitrary<String> nasty() {
    Arbitrary<String> piece =
        Arbitraries.frequencyOf(
            net.jqwik.api.Tuple.of(9, Arbitraries.of(NASTY)),
            net.jqwik.api.Tuple.of(
                1,
                Arbitraries.integers()
                    .between(0, Character.MAX_CODE_POINT)
                    .filter(c -> c < 0xD800 || c > 0xDFFF)
                    .map(Character::toString)));
    return piece.list().ofMaxSize(20).map(pieces -> String.join("", pieces));
  }

  @Property(tries = 5000)
  void givesBackEveryText(@ForAll("nasty") String text) {
    for (Tokenizer tokenizer : TOKENIZERS) {
      List<String> tokens = tokenizer.encode(text);
      assertThat(tokenizer.decode(tokens)).isEqualTo(text);
      assertThat(tokens)
          .allSatisfy(t -> assertThat(t).isNotEmpty())
          .allSatisfy(t -> assertThat(t.codePoints()).noneMatch(WhiteSpace::is));
    }
  }

  @Property(tries = 2000)
  void decodesAnything(@ForAll List<String> strings, @ForAll("nasty") String text) {
    for (Tokenizer tokenizer : TOKENIZERS) {
      assertThat(tokenizer.decode(strings)).isNotNull();
      // Tokens in a wrong order and the texts themselves as tokens.
      List<String> tokens = new java.util.ArrayList<>(tokenizer.encode(text));
      java.util.Collections.reverse(tokens);
      tokens.add(text);
      String decoded = tokenizer.decode(tokens);
      assertThat(tokenizer.decode(tokenizer.encode(decoded))).isEqualTo(decoded);
    }
  }

  @Example
  void refusesHalfCharacters() {
    for (Tokenizer tokenizer : TOKENIZERS) {
      for (String text : List.of("ab\ud83d", "ab\ude00", "ab\ud83dc", "ab\ude00\ud83d")) {
        assertThatIllegalArgumentException()
            .isThrownBy(() -> tokenizer.encode(text))
            .withMessageContaining("position 2");
      }
    }
  }

  @Example
  void worksInSeveralThreadsAtOnce() {
    String text = "One (or two) words, and \u65e5\u672c\u8a9e: don't \u2014 ever \u2014 mix them!";
    for (Tokenizer tokenizer : TOKENIZERS) {
      List<String> expected = tokenizer.encode(text);
      assertThat(java.util.stream.IntStream.range(0, 2000).parallel())
          .allMatch(i -> tokenizer.encode(text).equals(expected));
    }
  }
}
