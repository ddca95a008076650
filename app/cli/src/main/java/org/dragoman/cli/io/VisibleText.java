package org.dragoman.cli.io;

import java.util.Locale;

/** Makes invisible characters of a text visible, so that a reader can distinguish texts. */
public final class VisibleText {
  private VisibleText() {}

  /**
   * Returns the text with {@code \\u{HEX}} in place of invisible characters, of characters that
   * only look like a space, and of a space at its start or end.
   */
  public static String of(String text) {
    StringBuilder visible = new StringBuilder(text.length());
    for (int i = 0; i < text.length(); ) {
      int c = text.codePointAt(i);
      int next = i + Character.charCount(c);
      if (c == ' ' && i > 0 && next < text.length() || isVisible(c)) {
        visible.appendCodePoint(c);
      } else {
        visible.append("\\u{").append(Integer.toHexString(c).toUpperCase(Locale.ROOT)).append('}');
      }
      i = next;
    }
    return visible.toString();
  }

  private static boolean isVisible(int c) {
    return switch (Character.getType(c)) {
      case Character.SPACE_SEPARATOR,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR,
          Character.CONTROL,
          Character.FORMAT,
          Character.SURROGATE,
          Character.PRIVATE_USE,
          Character.UNASSIGNED ->
          false;
      default -> true;
    };
  }
}
