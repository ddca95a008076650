package org.dragoman.plugins.tokenizers;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.dragoman.plugins.tokenizers.subword.BpeConfig;
import org.dragoman.plugins.tokenizers.subword.BpeFactory;
import org.dragoman.plugins.tokenizers.subword.BpeStyle;
import org.dragoman.runtime.text.Normalization;
import org.dragoman.runtime.text.Normalizer;
import org.dragoman.runtime.text.Segmenter;
import org.dragoman.spi.SubwordModel;

/**
 * Sentences that look alike have the same pieces, whatever is in them that a reader does not see.
 */
class CleanSourceTest {
  private static final String[] SPACES =
      ("\t \n \u000b \f \r \u001c \u001d \u001e \u001f \u0085 \u00a0 \u1680 \u2000 \u2001 \u2002"
              + " \u2003 \u2004 \u2005 \u2006 \u2007 \u2008 \u2009 \u200a \u2028 \u2029 \u202f"
              + " \u205f \u3000")
          .split(" ");
  private static final String[] INVISIBLE =
      ("\u0000 \u0007 \u0008 \u001b \u007f \u0080 \u009f \u00ad \u061c \u200b \u200e \u200f \u202a"
              + " \u202b \u202c \u202d \u202e \u2060 \u2066 \u2067 \u2068 \u2069 \ufeff")
          .split(" ");
  private static final String[] WORDS = {
    "She",
    "don't",
    "3.14",
    "(a)",
    "\u00e4",
    "e\u0301",
    "\u65e5\u672c\u8a9e",
    "\ud83d\ude00",
    "\ud83d\udc68\u200d\ud83d\udc69",
    "\u0645\u06cc\u200c\u062e",
    "10:30",
    "!",
    "\ufeff20",
    "lower"
  };
  private static final SubwordModel BPE =
      new BpeFactory()
          .learn(
              new BpeConfig(50, 2, BpeStyle.JOINER, 0, List.of(), List.of()),
              Map.of("lower", 9L, "She", 5L, "20", 7L, "\uffed!", 3L));
  private static final List<Segmenter> SEGMENTERS =
      Stream.of("whitespace", "char", "word", "ko", "ja", "zh")
          .map(Tokenizers::make)
          .map(tokenizer -> new Segmenter(new Normalizer(nfc()), tokenizer, BPE).cleaning(true))
          .toList();

  private static List<Normalization> nfc() {
    return List.of(Normalization.NFC);
  }

  @Provide
  Arbitrary<List<String>> sentences() {
    return Arbitraries.of(WORDS).list().ofMaxSize(8);
  }

  @Property(tries = 400)
  void whatAReaderDoesNotSeeChangesNoPiece(
      @ForAll("sentences") List<String> words, @ForAll long seed) {
    String plain = String.join(" ", words);
    String untidy = untidy(words, new Random(seed));
    for (Segmenter segmenter : SEGMENTERS) {
      assertThat(segmenter.pieces(untidy)).isEqualTo(segmenter.pieces(plain));
    }
  }

  private static String untidy(List<String> words, Random random) {
    StringBuilder text = new StringBuilder();
    for (String word : words) {
      spaces(text, random, text.length() == 0 ? 0 : 1);
      for (int i = 0; i < word.length(); ) {
        int next = word.offsetByCodePoints(i, 1);
        if (random.nextInt(3) == 0) {
          text.append(INVISIBLE[random.nextInt(INVISIBLE.length)]);
        }
        text.append(word, i, next);
        i = next;
      }
    }
    spaces(text, random, 0);
    return text.toString();
  }

  private static void spaces(StringBuilder text, Random random, int least) {
    for (int n = least + random.nextInt(3); n > 0; n--) {
      text.append(INVISIBLE[random.nextInt(INVISIBLE.length)], 0, random.nextInt(2));
      text.append(random.nextInt(3) == 0 ? " " : SPACES[random.nextInt(SPACES.length)]);
    }
  }

  @Example
  void whatIsNotCleanedComesBackAsItIs() {
    for (Segmenter segmenter : SEGMENTERS) {
      Segmenter exact = segmenter.cleaning(false);
      for (String character : Stream.of(SPACES, INVISIBLE).flatMap(Stream::of).toList()) {
        String text = "lower" + character + "20 " + character;
        assertThat(exact.text(exact.pieces(text))).isEqualTo(exact.normalizer().apply(text));
        assertThat(segmenter.text(segmenter.pieces(text))).isIn("lower20", "lower 20");
      }
    }
  }
}
