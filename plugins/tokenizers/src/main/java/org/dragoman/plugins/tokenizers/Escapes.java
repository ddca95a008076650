package org.dragoman.plugins.tokenizers;

import java.util.Locale;
import org.dragoman.plugins.tokenizers.span.EscapedCharacter;
import org.dragoman.plugins.tokenizers.span.WhiteSpace;

/**
 * Escapes white space and a tokenizer's own marks, so that a token can contain them.
 *
 * <p>An escaped code point is its hexadecimal number between two marks U+FFEE: a tab is {@code
 * U+FFEE 9 U+FFEE}. The mark itself is escaped too, so that every text can be restored.
 */
final class Escapes {
  private static final char MARK = EscapedCharacter.MARK;
  private static final int MAX_DIGITS = EscapedCharacter.MAX_DIGITS;

  private final char ownMark;

  /**
   * Creates the escapes of a tokenizer.
   *
   * @param ownMark the tokenizer's own mark, which is escaped if it occurs in a text
   */
  Escapes(char ownMark) {
    this.ownMark = ownMark;
  }

  /** Appends the text from {@code start} to {@code end}, escaped, to the builder. */
  void escape(String text, int start, int end, StringBuilder out) {
    for (int i = start; i < end; ) {
      int c = text.codePointAt(i);
      if (c == MARK || c == ownMark || WhiteSpace.is(c)) {
        out.append(MARK).append(Integer.toHexString(c).toUpperCase(Locale.ROOT)).append(MARK);
      } else {
        out.appendCodePoint(c);
      }
      i += Character.charCount(c);
    }
  }

  /**
   * Appends the text of a token. In a token that {@link #escape} did not make, it drops own marks
   * and escape marks without a number.
   *
   * @param ownMarkText the text that the tokenizer's own mark stands for
   */
  void unescape(String token, String ownMarkText, StringBuilder out) {
    for (int i = 0; i < token.length(); i++) {
      char c = token.charAt(i);
      if (c == ownMark) {
        out.append(ownMarkText);
      } else if (c == MARK) {
        i = unescapeOne(token, i, out);
      } else {
        out.append(c);
      }
    }
  }

  /** Reads the escape that starts at {@code start}; returns the index of its last character. */
  private static int unescapeOne(String token, int start, StringBuilder out) {
    int end = token.indexOf(MARK, start + 1);
    if (end < 0 || end == start + 1 || end > start + 1 + MAX_DIGITS) {
      return start;
    }
    int value = 0;
    for (int i = start + 1; i < end; i++) {
      char c = token.charAt(i);
      int digit = c < 0x80 ? Character.digit(c, 16) : -1;
      if (digit < 0) {
        return start;
      }
      value = 16 * value + digit;
    }
    boolean surrogate = value >= Character.MIN_SURROGATE && value <= Character.MAX_SURROGATE;
    if (!Character.isValidCodePoint(value) || surrogate) {
      return start;
    }
    out.appendCodePoint(value);
    return end;
  }

  /**
   * Checks that a text has no unpaired surrogate.
   *
   * @throws IllegalArgumentException if half a surrogate pair stands alone; the message says where
   */
  static void requireWhole(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      boolean first = i + 1 < text.length() && Character.isSurrogatePair(c, text.charAt(i + 1));
      boolean second = i > 0 && Character.isSurrogatePair(text.charAt(i - 1), c);
      if (Character.isSurrogate(c) && !first && !second) {
        throw new IllegalArgumentException(
            String.format(
                "half a surrogate pair (U+%04X) at position %d: not a text of whole Unicode"
                    + " characters",
                (int) c, i));
      }
    }
  }
}
