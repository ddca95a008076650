package org.dragoman.corpus.report;

import java.nio.charset.Charset;
import java.util.HashMap;
import java.util.Map;

/**
 * Finds UTF-8 that was read as Latin-1 or Windows-1252: such characters, encoded in Latin-1 or
 * Windows-1252, are valid UTF-8.
 *
 * <p>That may also happen by chance: the Latin-1 bytes of a French é, a no-break space and a
 * closing guillemet are a Chinese character in UTF-8. So a single decoded character is damage only
 * if it is of a frequent kind (accented Latin letters, typographic marks, kana, emoji); of other
 * kinds two in a row are needed.
 */
final class Mojibake {
  /** The characters of Windows-1252 whose bytes are control characters in Latin-1. */
  private static final Map<Character, Integer> WINDOWS = windows();

  private Mojibake() {}

  private static Map<Character, Integer> windows() {
    byte[] bytes = new byte[0x20];
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] = (byte) (0x80 + i);
    }
    // Bytes that Windows-1252 does not define become U+FFFD; they count as Latin-1.
    String characters = new String(bytes, Charset.forName("windows-1252"));
    Map<Character, Integer> map = new HashMap<>();
    for (int i = 0; i < bytes.length; i++) {
      map.put(characters.charAt(i), 0x80 + i);
    }
    map.remove('\uFFFD');
    return map;
  }

  /** Returns the index of the first damaged character; -1 if there is none. */
  static int find(String text) {
    for (int i = 0; i < text.length(); i++) {
      int length = length(text, i);
      if (length > 0 && (isTelling(text, i) || length(text, i + length) > 0)) {
        return i;
      }
    }
    return -1;
  }

  /**
   * Returns how many characters from here are the bytes of one UTF-8 character; 0 if they are none.
   */
  private static int length(String text, int start) {
    int first = at(text, start);
    int length = first < 0xC2 ? 0 : first < 0xE0 ? 2 : first < 0xF0 ? 3 : first < 0xF5 ? 4 : 0;
    for (int i = 1; i < length; i++) {
      int more = at(text, start + i);
      if (more < 0x80 || more > 0xBF) {
        return 0;
      }
    }
    return length;
  }

  private static boolean isTelling(String text, int start) {
    int second = at(text, start + 1);
    return switch (at(text, start)) {
      case 0xC2, 0xC3 -> true; // U+0080 to U+00FF
      case 0xE2 -> second <= 0x84; // U+2000 to U+213F
      case 0xE3 -> second <= 0x83; // U+3000 to U+30FF
      case 0xEF -> second >= 0xBB; // U+FEC0 to U+FFFF
      case 0xF0 -> second == 0x9F; // U+1F000 to U+1FFFF
      default -> false;
    };
  }

  /** Returns the byte of a character; -1 if it has none. */
  private static int at(String text, int index) {
    if (index >= text.length()) {
      return -1;
    }
    char c = text.charAt(index);
    return c <= 0xFF ? c : WINDOWS.getOrDefault(c, -1);
  }
}
