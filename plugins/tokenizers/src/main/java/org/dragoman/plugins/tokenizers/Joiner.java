package org.dragoman.plugins.tokenizers;

import java.util.ArrayList;
import java.util.List;
import org.dragoman.plugins.tokenizers.span.Span;
import org.dragoman.plugins.tokenizers.span.WhiteSpace;

/**
 * Makes tokens of the pieces of a text, and the text of tokens, with a mark where two neighbours
 * had no space between them (the joiner annotation of OpenNMT's Tokenizer).
 *
 * <p>Between two tokens stands one space, unless a joiner mark U+FFED is at the end of the first or
 * the start of the second. So that words have one spelling wherever they stand, the mark goes on
 * punctuation, symbols and white space where it can:
 *
 * <ul>
 *   <li>the right neighbour is no word: the mark starts it ({@code Hi ￭!}),
 *   <li>else the left neighbour is no word: the mark ends it ({@code (￭ maybe ￭)}),
 *   <li>else, between two words as in Japanese, the mark starts the right one.
 * </ul>
 *
 * <p>White space other than such a single space is a token for each of its characters, escaped (see
 * {@link Escapes}); of a run that ends in a space before a word, that last space is the one between
 * two tokens.
 */
final class Joiner {
  private static final char MARK = '\uFFED';
  private static final Escapes ESCAPES = new Escapes(MARK);

  private Joiner() {}

  /**
   * The tokens of a text.
   *
   * @param text of whole Unicode characters
   * @param spans the pieces, side by side from the start of the text to its end; white space is
   *     apart from the rest and every character of it a span
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

  // A span that is no word carries the mark for a word that follows without a space.
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

  /** The text of tokens; a mark or escape out of place is left out. */
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
