package org.dragoman.runtime.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import org.dragoman.spi.SubwordModel;
import org.dragoman.spi.Tokenizer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ShownPieceTest {
  /** Words at spaces; {@code ~} before a token says that no space stands before it. */
  private static final Tokenizer TILDES =
      new Tokenizer() {
        @Override
        public List<String> encode(String text) {
          return List.of(text.split(" "));
        }

        @Override
        public String decode(List<String> tokens) {
          return String.join(" ", tokens).replace(" ~", "").replace("TAB", "\t");
        }
      };

  /** {@code lo+ w}: a plus at the end of each piece of a token but the last. */
  private static final SubwordModel PLUSES =
      new SubwordModel() {
        @Override
        public List<String> encode(List<String> tokens) {
          return tokens;
        }

        @Override
        public List<String> decode(List<String> pieces) {
          List<String> tokens = new ArrayList<>();
          StringBuilder token = new StringBuilder();
          for (String piece : pieces) {
            boolean goesOn = piece.endsWith("+");
            token.append(goesOn ? piece.substring(0, piece.length() - 1) : piece);
            if (!goesOn) {
              tokens.add(token.toString());
              token.setLength(0);
            }
          }
          if (token.length() > 0) {
            tokens.add(token.toString());
          }
          return tokens;
        }

        @Override
        public void save(OutputStream out) {}

        @Override
        public String signature() {
          return "pluses";
        }
      };

  private static List<ShownPiece> shown(
      Tokenizer tokenizer, @Nullable SubwordModel subword, String... pieces) {
    return new Segmenter(new Normalizer(List.of()), tokenizer, subword).shown(List.of(pieces));
  }

  private static ShownPiece spaced(String text) {
    return new ShownPiece(text, false);
  }

  private static ShownPiece joined(String text) {
    return new ShownPiece(text, true);
  }

  @Test
  void marksOfJoinsAreNotShown() {
    assertThat(shown(TILDES, null, "Hi", "~!", "I", "am"))
        .containsExactly(spaced("Hi"), joined("!"), spaced("I"), spaced("am"));
  }

  @Test
  void marksOfSubwordsAreNotShown() {
    assertThat(shown(TILDES, PLUSES, "a", "lo+", "we+", "r", "~."))
        .containsExactly(spaced("a"), spaced("lo"), joined("we"), joined("r"), joined("."));
  }

  @Test
  void marksOfCaseAreExamples() {
    assertThat(shown(new CaseMarks(TILDES), PLUSES, "\uffea", "lo+", "w", "\uffeb", "nato"))
        .containsExactly(spaced("Aa"), spaced("Lo"), joined("w"), spaced("AA"), spaced("NATO"));
    assertThat(shown(new CaseMarks(TILDES), null, "\uffec", "iPhone"))
        .containsExactly(spaced("aA"), spaced("iPhone"));
  }

  @Test
  void escapedWhiteSpaceIsKept() {
    assertThat(shown(TILDES, null, "a", "~TAB", "~b"))
        .containsExactly(spaced("a"), joined("\t"), joined("b"));
  }

  @Test
  void nothingIsShownOfNothing() {
    assertThat(shown(TILDES, null)).isEmpty();
  }
}
