package org.dragoman.plugins.tokenizers.span;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A character that cannot stand in a token as it is, written as its hexadecimal number between two
 * marks U+FFEE. Its digits are no digits of the text, so it counts as one character wherever tokens
 * are cut further.
 */
public final class EscapedCharacter {
  /** Stands before and behind the number. */
  public static final char MARK = '\uFFEE';

  /** The most digits that a number has. */
  public static final int MAX_DIGITS = 6;

  // Lower-case letters too, since marks of case leave tokens in lower case.
  private static final Pattern PATTERN =
      Pattern.compile("%1$s[0-9A-Fa-f]{1,%2$d}%1$s".formatted(MARK, MAX_DIGITS));

  private EscapedCharacter() {}

  /** The escaped characters of a token, in order. */
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
