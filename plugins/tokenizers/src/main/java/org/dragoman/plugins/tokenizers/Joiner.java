package org.dragoman.plugins.tokenizers;

import java.util.ArrayList;
import java.util.List;
import org.dragoman.plugins.tokenizers.span.Span;
import org.dragoman.plugins.tokenizers.span.WhiteSpace;

/**
 * Makes tokens from the pieces of a text, and the text from tokens. A mark says where two
 * neighbours had no space between them (the joiner annotation of OpenNMT's Tokenizer).
 *
 * <p>Between two tokens there is one space, unless the first ends with a joiner mark U+FFED or the
 * second starts with one. To give a word the same token everywhere, the mark is put on punctuation,
 * symbols and white space if possible:
 *
 * <ul>
 *   <li>if the right neighbour is no word, the mark starts it ({@code Hi ￭!}),
 *   <li>otherwise, if the left neighbour is no word, the mark ends it ({@code (￭ maybe ￭)}),
 *   <li>otherwise, between two words as in Japanese, the mark starts the right one.
 * </ul>
 *
 * <p>Every other white space character is a token of its own, escaped (see {@link Escapes}). If a
 * run of white space ends in a space before a word, that last space is the one between the two
 * tokens.
 */
final class Joiner {
  private static final char MARK = '\uFFED';
  private static final Escapes ESCAPES = new Escapes(MARK);

  private Joiner() {}

  /**
   * Makes the tokens of a text.
   *
   * @param text without unpaired surrogates
   * @param spans the pieces, without gaps from the start of the text to its end; every white space
   *     character is a span of its own
   */
  static List<String> join(String text, List<Span> spans) {
    List<String> tokens = new ArrayList<>(spans.size());
    StringBuilder token = new StringBuilder();
    boolean joined = false; // whether the last token's own mark says that no space follows
    boolean spaced = true; // whether a space, or the start of the text, is before the next span
    for (int i = 0; i < spans.size(); i++) {
      if (isPlainSpace(text, spans, i)) {
        spaced = true;
        continue;
      }
      Span span = spans.get(i);
      boolean glued = !spaced && !joined;
      if (glued) {
        token.append(MARK);
      }
      ESCAPES.escape(text, span.start(), span.end(), token);
      joined = endsWithMark(text, spans, i);
      if (joined) {
        token.append(MARK);
      }
      tokens.add(token.toString());
      token.setLength(0);
      spaced = false;
    }
    return tokens;
  }

  // If a word follows without a space, a span that is no word carries the mark.
  private static boolean endsWithMark(String text, List<Span> spans, int i) {
    return i + 1 < spans.size()
        && !isPlainSpace(text, spans, i + 1)
        && !isWord(text, spans.get(i))
        && isWord(text, spans.get(i + 1));
  }

  private static boolean isPlainSpace(String text, List<Span> spans, int i) {
    return i > 0
        && i + 1 < spans.size()
        && text.charAt(spans.get(i).start()) == ' '
        && !WhiteSpace.is(text.codePointAt(spans.get(i + 1).start()));
  }

  private static boolean isWord(String text, Span span) {
    return Character.isLetterOrDigit(text.codePointAt(span.start()));
  }

  /** Joins tokens to a text; it drops misplaced marks and escapes. */
  static String decode(List<String> tokens) {
    StringBuilder text = new StringBuilder();
    boolean joined = true;
    for (String token : tokens) {
      if (token.isEmpty()) {
        continue;
      }
      if (!joined && token.charAt(0) != MARK) {
        text.append(' ');
      }
      ESCAPES.unescape(token, "", text);
      joined = token.charAt(token.length() - 1) == MARK;
    }
    return text.toString();
  }
}
