package org.dragoman.plugins.tokenizers.span;

/** Characters that a token may not contain. */
public final class WhiteSpace {
  private static final int NEXT_LINE = 0x85;

  private WhiteSpace() {}

  /** Returns whether a code point is white space or invisible. */
  public static boolean is(int codePoint) {
    return Character.isSpaceChar(codePoint)
        || Character.isWhitespace(codePoint)
        || codePoint == NEXT_LINE
        || codePoint == 0x180E // Mongolian vowel separator
        || codePoint == 0x200B // zero width space
        || codePoint == 0x2060 // word joiner
        || codePoint == 0xFEFF; // zero width no-break space
  }
}
