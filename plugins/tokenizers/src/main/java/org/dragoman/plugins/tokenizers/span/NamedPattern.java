package org.dragoman.plugins.tokenizers.span;

import java.util.regex.Pattern;

/**
 * Named patterns of texts that often should stay whole.
 *
 * <p>No pattern reads a character more than a few times, however long the text is.
 */
public enum NamedPattern {
  /** A web address: {@code https://example.org/a?b=c}, {@code www.example.org}. */
  URL(
      "(?=[HhFfWw])(?<!%s)(?i:https?://|ftp://|www\\.)".formatted(Letter.OR_DIGIT)
          // A full stop, comma or bracket at the end belongs to the sentence.
          + "[%s\\p{M}\\-._~:/?#\\[\\]@!$&'()*+,;=%%]*".formatted(Letter.OR_DIGIT)
          + "[%s\\p{M}\\-_~/#@$&*+=%%]".formatted(Letter.OR_DIGIT)),

  /** An e-mail address: {@code jo.doe+news@example.org}. */
  EMAIL(
      "(?<!%1$s)%1$s++@%2$s++(?:\\.%2$s++)++"
          .formatted("[" + Letter.OR_DIGIT + "._%+-]", "[" + Letter.OR_DIGIT + "-]")),

  /** Digits, with single points, commas or apostrophes between them: {@code 1,000.50}. */
  NUMBER(
      "(?=\\p{Nd})(?<!%1$s|\\p{Nd}[.,'\u2019])\\p{Nd}++(?:[.,'\u2019]\\p{Nd}++)*+(?!%1$s)"
          .formatted(Letter.OR_DIGIT)),

  /** A tag of XML or HTML: {@code <b>}, {@code </b>}, {@code <img src="a.png"/>}. */
  TAG("</?[A-Za-z][^<>]*+>"),

  /**
   * A placeholder that a program replaces by a value: {@code {name}}, {@code ${name}}, {@code
   * {{name}}}, {@code %s}, {@code %1$d}, {@code %(name)s}.
   */
  PLACEHOLDER(
      "\\{\\{[^{}]*+\\}\\}|[$#%]?\\{[^{}\\s]*+\\}"
          + "|%(?:\\d{1,2}\\$|\\(\\w++\\))?[-+0#]*+\\d*+(?:\\.\\d++)?[sdiufxXeEgGcn@](?!"
          + Letter.OR_DIGIT
          + ")");

  private final Pattern pattern;

  NamedPattern(String expression) {
    pattern = Pattern.compile(expression);
  }

  Pattern pattern() {
    return pattern;
  }

  /**
   * The letters that addresses may consist of. In scripts without spaces a word may follow an
   * address immediately, so letters of these scripts do not count. ASCII is tested first because
   * looking up a script takes time.
   */
  private static final class Letter {
    static final String OR_DIGIT =
        "[A-Za-z0-9[\\p{L}\\p{Nd}&&[^\\p{IsHan}\\p{IsHiragana}\\p{IsKatakana}\\p{IsHangul}\\p{IsThai}\\p{IsLao}\\p{IsKhmer}\\p{IsMyanmar}]]]";
  }
}
