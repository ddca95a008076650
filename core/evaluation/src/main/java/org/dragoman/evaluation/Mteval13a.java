package org.dragoman.evaluation;

import java.util.List;

/**
 * The tokenizer of NIST's {@code mteval-v13a.pl} as sacreBLEU implements it.
 *
 * <p>It is defined by four substitutions, made one after the other over the whole line: a space on
 * both sides of a symbol of ASCII; {@code ([^0-9])([.,])} to {@code "\1 \2 "}; {@code
 * ([.,])([^0-9])} to {@code " \1 \2"}; {@code ([0-9])(-)} to {@code "\1 \2 "}. A match consumes
 * both its characters, so in a row of periods the second is not examined again. Each substitution
 * is a scan here; surrogates need no care, for none of them is a digit or a symbol and spaces go
 * only before and after symbols.
 */
final class Mteval13a {

  private Mteval13a() {}

  static List<String> tokens(String line) {
    return PythonText.split(separate(' ' + unescape(line) + ' '));
  }

  /** The four substitutions alone. */
  static CharSequence separate(CharSequence text) {
    return separatePoints(separateSymbols(text));
  }

  /** The last three substitutions. */
  static CharSequence separatePoints(CharSequence text) {
    return separateHyphens(separateBeforeNonDigit(separateAfterNonDigit(text)));
  }

  /**
   * Undoes line breaks and the entities of SGML in turn, so that a less-than escaped twice comes
   * out as itself.
   */
  private static String unescape(String line) {
    String text = line;
    if (text.indexOf('<') >= 0) {
      text = text.replace("<skipped>", "");
    }
    if (text.indexOf('\n') >= 0) {
      text = text.replace("-\n", "").replace('\n', ' ');
    }
    return unescapeEntities(text);
  }

  static String unescapeEntities(String text) {
    if (text.indexOf('&') < 0) {
      return text;
    }
    return text.replace("&quot;", "\"")
        .replace("&amp;", "&")
        .replace("&lt;", "<")
        .replace("&gt;", ">");
  }

  static CharSequence separateSymbols(CharSequence text) {
    StringBuilder result = resultFor(text);
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (isSymbol(c)) {
        result.append(' ').append(c).append(' ');
      } else {
        result.append(c);
      }
    }
    return result;
  }

  private static CharSequence separateAfterNonDigit(CharSequence text) {
    StringBuilder result = resultFor(text);
    int last = text.length() - 1;
    for (int i = 0; i <= last; i++) {
      char c = text.charAt(i);
      result.append(c);
      if (i < last && !isDigit(c) && isPoint(text.charAt(i + 1))) {
        result.append(' ').append(text.charAt(++i)).append(' ');
      }
    }
    return result;
  }

  private static CharSequence separateBeforeNonDigit(CharSequence text) {
    StringBuilder result = resultFor(text);
    int last = text.length() - 1;
    for (int i = 0; i <= last; i++) {
      char c = text.charAt(i);
      if (i < last && isPoint(c) && !isDigit(text.charAt(i + 1))) {
        result.append(' ').append(c).append(' ').append(text.charAt(++i));
      } else {
        result.append(c);
      }
    }
    return result;
  }

  private static CharSequence separateHyphens(CharSequence text) {
    StringBuilder result = resultFor(text);
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '-' && i > 0 && isDigit(text.charAt(i - 1))) {
        result.append(" - ");
      } else {
        result.append(c);
      }
    }
    return result;
  }

  private static StringBuilder resultFor(CharSequence text) {
    return new StringBuilder(text.length() + 32);
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }

  private static boolean isPoint(char c) {
    return c == '.' || c == ',';
  }

  /** Printable ASCII but letters, digits, space, apostrophe, comma, hyphen and period. */
  private static boolean isSymbol(char c) {
    return (c >= '!' && c <= '&')
        || (c >= '(' && c <= '+')
        || c == '/'
        || (c >= ':' && c <= '@')
        || (c >= '[' && c <= '`')
        || (c >= '{' && c <= '~');
  }
}
