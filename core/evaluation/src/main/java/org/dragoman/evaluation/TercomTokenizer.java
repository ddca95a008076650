package org.dragoman.evaluation;

import java.util.List;

/**
 * The tokenizer of Tercom as sacreBLEU implements it: it splits at white space, after normalizing
 * and removing punctuation if the options say so.
 *
 * <p>Normalization cuts off symbols, periods and commas as {@link Mteval13a} does, and the {@code
 * 's} of possession; with Asian support also each ideograph and each mark of Asian punctuation.
 * sacreBLEU's rules for runs of kana are left out: they only match at the beginning of the line,
 * where a space is by then, so they never match.
 */
final class TercomTokenizer {
  private static final String PUNCTUATION = ".,?:;!\"()";
  private static final String FULL_WIDTH_PUNCTUATION =
      "\uff0e\uff0c\uff1f\uff1a\uff1b\uff01\uff02\uff08\uff09";

  private final TerOptions options;

  TercomTokenizer(TerOptions options) {
    this.options = options;
  }

  List<String> tokens(String line) {
    String text = PythonText.stripEnd(line);
    if (!options.caseSensitive()) {
      text = PythonText.lower(text);
    }
    if (options.normalized()) {
      text = normalized(text);
    }
    if (options.noPunctuation()) {
      text = withoutPunctuation(text);
    }
    return PythonText.split(text);
  }

  /**
   * Returns the words of a reference. sacreBLEU (2.0 to 2.6) tokenizes a reference twice, once to
   * store it and once to read its words, but the hypothesis only once. The second time changes the
   * result only with normalization, which does not always cut everything off at once: {@code a ..7}
   * becomes {@code a . .7} and then {@code a . . 7}.
   */
  List<String> referenceTokens(String line) {
    List<String> once = tokens(line);
    return options.normalized() ? tokens(String.join(" ", once)) : once;
  }

  private String normalized(String line) {
    String joined = line.replace("\n-", "").replace('\n', ' ');
    String text = ' ' + Mteval13a.unescapeEntities(joined) + ' ';
    String symbols = Mteval13a.separateSymbols(text).toString();
    CharSequence result = Mteval13a.separatePoints(symbols.replace("'s ", " 's "));
    return (options.asianSupport() ? separateAsian(result) : result).toString();
  }

  private static CharSequence separateAsian(CharSequence text) {
    StringBuilder result = new StringBuilder(2 * text.length());
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (isIdeograph(c) || isAsianPunctuation(c)) {
        result.append(' ').append(c).append(' ');
      } else {
        result.append(c);
      }
    }
    return result;
  }

  private String withoutPunctuation(String text) {
    StringBuilder result = new StringBuilder(text.length());
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      boolean removed =
          PUNCTUATION.indexOf(c) >= 0 || (options.asianSupport() && isAsianPunctuation(c));
      if (!removed) {
        result.append(c);
      }
    }
    return result.toString();
  }

  /**
   * Returns true for ideographs, radicals and strokes, and for U+3200 to U+3F22, a range that
   * sacreBLEU probably meant to end at 32FF.
   */
  private static boolean isIdeograph(char c) {
    return (c >= '\u3200' && c <= '\u4dbf')
        || (c >= '\u4e00' && c <= '\u9fff')
        || (c >= '\u31c0' && c <= '\u31ef')
        || (c >= '\u2e80' && c <= '\u2eff')
        || (c >= '\uf900' && c <= '\ufaff')
        || (c >= '\ufe30' && c <= '\ufe4f');
  }

  private static boolean isAsianPunctuation(char c) {
    return c == '\u3001'
        || c == '\u3002'
        || (c >= '\u3008' && c <= '\u3011')
        || (c >= '\u3014' && c <= '\u301f')
        || (c >= '\uff61' && c <= '\uff65')
        || c == '\u30fb'
        || FULL_WIDTH_PUNCTUATION.indexOf(c) >= 0;
  }
}
