package org.dragoman.corpus.report;

import java.nio.charset.Charset;
import java.util.HashMap;
import java.util.Map;

/**
 * Finds UTF-8 that was read as Latin-1 or Windows-1252: characters whose bytes in these encodings
 * are UTF-8 again.
 *
 * <p>Such characters may stand side by side by chance: in UTF-8 a French é, a no-break space and a
 * closing guillemet are a Chinese character. So one character of UTF-8 counts only where it begins
 * as the usual ones do and texts hardly ever have it (accented Latin letters, typographic marks,
 * kana, emoji); of others it takes two in a row.
 */
final class Mojibake {
  /** The bytes of Windows-1252 that are control characters in Latin-1. */
  private static final Map<Character, Integer> WINDOWS = windows();

  private Mojibake() {}

  private static Map<Character, Integer> windows() {
    byte[] bytes = new byte[0x20];
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] = (byte) (0x80 + i);
    }
    // Those that Windows-1252 does not define become U+FFFD, and are taken as of Latin-1.
    String characters = new String(bytes, Charset.forName("windows-1252"));
    Map<Character, Integer> map = new HashMap<>();
    for (int i = 0; i < bytes.length; i++) {
      map.put(characters.charAt(i), 0x80 + i);
    }
    map.remove('\uFFFD');
    return map;
  }

  /** Where a text begins to be damaged; -1 where it is not. */
  static int find(String text) {
    for (int i = 0; i < text.length(); i++) {
      int length = length(text, i);
      if (length > 0 && (isTelling(text, i) || length(text, i + length) > 0)) {
        return i;
      }
    }
    return -1;
  }

  /** How many characters are the bytes of one in UTF-8; 0 where they are not. */
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

  /** The byte of a character; -1 where it has none. */
  private static int at(String text, int index) {
    if (index >= text.length()) {
      return -1;
    }
    char c = text.charAt(index);
    return c <= 0xFF ? c : WINDOWS.getOrDefault(c, -1);
  }
}
