package org.dragoman.evaluation;

import com.ibm.icu.lang.UCharacter;
import com.ibm.icu.lang.UProperty;
import java.util.ArrayList;
import java.util.List;

/**
 * The text operations of Python's {@code str} that sacreBLEU uses and that differ from Java's in
 * details: which characters are white space, and the lower case of a final sigma.
 */
final class PythonText {

  private static final char SIGMA = 'Σ';
  private static final char FINAL_SIGMA = 'ς';
  private static final char SMALL_SIGMA = 'σ';
  private static final char DOTTED_I = 'İ';
  private static final String SMALL_DOTTED_I = "i\u0307";

  private PythonText() {}

  /** Whether {@code str.isspace} holds: Unicode's white space and the four separators of ASCII. */
  static boolean isSpace(int c) {
    if (c <= ' ') {
      return c == ' ' || (c >= '\t' && c <= '\r') || c >= '\u001c';
    }
    if (c < '\u0085') {
      return false;
    }
    return switch (c) {
      case '\u0085', '\u00a0', '\u1680', '\u2028', '\u2029', '\u202f', '\u205f', '\u3000' -> true;
      default -> c >= '\u2000' && c <= '\u200a';
    };
  }

  /** {@code str.split()}: the stretches between white space, none of them empty. */
  static List<String> split(CharSequence text) {
    List<String> words = new ArrayList<>();
    int start = 0;
    for (int i = 0; i <= text.length(); i++) {
      if (i == text.length() || isSpace(text.charAt(i))) {
        if (i > start) {
          words.add(text.subSequence(start, i).toString());
        }
        start = i + 1;
      }
    }
    return words;
  }

  /** {@code str.rstrip()}: without white space at the end. */
  static String stripEnd(String text) {
    int end = text.length();
    while (end > 0 && isSpace(text.charAt(end - 1))) {
      end--;
    }
    return text.substring(0, end);
  }

  /** {@code str.strip()}: without white space at either end. */
  static String strip(String text) {
    String result = stripEnd(text);
    int start = 0;
    while (start < result.length() && isSpace(result.charAt(start))) {
      start++;
    }
    return result.substring(start);
  }

  /**
   * {@code str.lower()}: Unicode's full mapping to lower case, independent of a language. ICU does
   * it, so that the result does not depend on the Java version.
   */
  static String lower(String text) {
    StringBuilder lower = new StringBuilder(text.length());
    int codePoint;
    for (int i = 0; i < text.length(); i += Character.charCount(codePoint)) {
      codePoint = text.codePointAt(i);
      if (codePoint == SIGMA) {
        lower.append(endsWord(text, i) ? FINAL_SIGMA : SMALL_SIGMA);
      } else if (codePoint == DOTTED_I) {
        lower.append(SMALL_DOTTED_I);
      } else {
        lower.appendCodePoint(UCharacter.toLowerCase(codePoint));
      }
    }
    return lower.toString();
  }

  /**
   * Unicode's condition Final_Sigma: a cased letter comes before the sigma and none after it,
   * skipping case-ignorable characters. {@link String#toLowerCase()} also looks for word
   * boundaries.
   */
  private static boolean endsWord(String text, int sigma) {
    int before = sigma;
    while (before > 0 && isCaseIgnorable(text.codePointBefore(before))) {
      before -= Character.charCount(text.codePointBefore(before));
    }
    if (before == 0 || !isCased(text.codePointBefore(before))) {
      return false;
    }
    int after = sigma + 1;
    while (after < text.length() && isCaseIgnorable(text.codePointAt(after))) {
      after += Character.charCount(text.codePointAt(after));
    }
    return after == text.length() || !isCased(text.codePointAt(after));
  }

  private static boolean isCased(int codePoint) {
    return UCharacter.hasBinaryProperty(codePoint, UProperty.CASED);
  }

  private static boolean isCaseIgnorable(int codePoint) {
    return UCharacter.hasBinaryProperty(codePoint, UProperty.CASE_IGNORABLE);
  }
}
