package org.dragoman.plugins.tokenizers.span;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A character that a token cannot contain, written as its hexadecimal number between two marks
 * U+FFEE. Subword models must not cut it, so it counts as one character.
 */
public final class EscapedCharacter {
  /** The mark before and after the number. */
  public static final char MARK = '\uFFEE';

  /** The greatest number of digits. */
  public static final int MAX_DIGITS = 6;

  // Lower-case letters too, because case marking turns tokens into lower case.
  private static final Pattern PATTERN =
      Pattern.compile("%1$s[0-9A-Fa-f]{1,%2$d}%1$s".formatted(MARK, MAX_DIGITS));

  private EscapedCharacter() {}

  /** Finds the escaped characters of a token, in order. */
  public static List<Span> find(String token) {
    if (token.indexOf(MARK) < 0) {
      return List.of();
    }
    List<Span> found = new ArrayList<>();
    Matcher matcher = PATTERN.matcher(token);
    while (matcher.find()) {
      found.add(new Span(matcher.start(), matcher.end()));
    }
    return found;
  }
}
