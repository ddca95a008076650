package org.dragoman.cli.io;

import java.util.Locale;

/** Text as a person can tell it apart from another. */
public final class VisibleText {
  private VisibleText() {}

  /**
   * The text with what shows as nothing, or as a space and is none, written as {@code \\u{HEX}}; so
   * is a blank at its start or end.
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
