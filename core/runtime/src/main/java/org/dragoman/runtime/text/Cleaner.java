package org.dragoman.runtime.text;

import java.util.BitSet;
import java.util.List;

/**
 * Removes from a source what a reader does not see: white space of any kind and length becomes one
 * space, white space at the ends and invisible characters are dropped. So two sentences that look
 * equal have equal translations.
 *
 * <p>The zero width joiner and non-joiner (U+200D, U+200C) stay: some scripts and emoji need them.
 * Cleaning is a step before the tokenizer and is not undone.
 */
public final class Cleaner {
  /** The characters that become a space. */
  static final List<Characters> SPACES =
      List.of(
          new Characters(0x0009, 0x000D, "tab and line breaks"),
          new Characters(0x001C, 0x001F, "information separators"),
          new Characters(0x0020, 0x0020, "space"),
          new Characters(0x0085, 0x0085, "next line"),
          new Characters(0x00A0, 0x00A0, "no-break space"),
          new Characters(0x1680, 0x1680, "Ogham space mark"),
          new Characters(0x2000, 0x200A, "spaces of a certain width"),
          new Characters(0x2028, 0x2029, "line and paragraph separator"),
          new Characters(0x202F, 0x202F, "narrow no-break space"),
          new Characters(0x205F, 0x205F, "medium mathematical space"),
          new Characters(0x3000, 0x3000, "ideographic space"));

  /** The characters that are dropped. */
  static final List<Characters> DROPPED =
      List.of(
          new Characters(0x0000, 0x0008, "control characters"),
          new Characters(0x000E, 0x001B, "control characters"),
          new Characters(0x007F, 0x0084, "control characters"),
          new Characters(0x0086, 0x009F, "control characters"),
          new Characters(0x00AD, 0x00AD, "soft hyphen"),
          new Characters(0x061C, 0x061C, "Arabic letter mark"),
          new Characters(0x200B, 0x200B, "zero width space"),
          new Characters(0x200E, 0x200F, "left-to-right and right-to-left mark"),
          new Characters(0x202A, 0x202E, "embedding and override of direction"),
          new Characters(0x2060, 0x2060, "word joiner"),
          new Characters(0x2066, 0x2069, "isolate of direction"),
          new Characters(0xFEFF, 0xFEFF, "byte order mark"));

  private static final BitSet SPACE = set(SPACES);
  private static final BitSet GONE = set(DROPPED);

  private Cleaner() {}

  /**
   * A range of characters, each of one UTF-16 unit.
   *
   * @param first the first code point
   * @param last the last code point
   * @param name the kind of characters, in words
   */
  record Characters(int first, int last, String name) {}

  private static BitSet set(List<Characters> all) {
    BitSet set = new BitSet(Character.MAX_VALUE + 1);
    all.forEach(characters -> set.set(characters.first(), characters.last() + 1));
    return set;
  }

  /** Whether a character is white space. */
  static boolean isSpace(char c) {
    return SPACE.get(c);
  }

  /** Whether a character is dropped. */
  static boolean isDropped(char c) {
    return GONE.get(c);
  }

  /** Returns the cleaned text; a clean text is returned unchanged. */
  public static String clean(String text) {
    StringBuilder clean = new StringBuilder(text.length());
    boolean spaced = false;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (isSpace(c)) {
        spaced = true;
      } else if (!isDropped(c)) {
        if (spaced && clean.length() > 0) {
          clean.append(' ');
        }
        clean.append(c);
        spaced = false;
      }
    }
    return clean.toString();
  }

  /** Returns whether cleaning leaves nothing of a text: to a reader it is empty. */
  public static boolean isBlank(String text) {
    return text.chars().allMatch(c -> SPACE.get(c) || GONE.get(c));
  }
}
