package org.dragoman.evaluation;

import java.util.List;

/**
 * sacreBLEU's tokenizer {@code zh}: it puts a space on both sides of each Chinese character, then
 * makes the substitutions of {@link Mteval13a}.
 *
 * <p>It treats more than ideographs as Chinese. Two of its ranges are meant for the supplementary
 * planes, but in Python the literals of their ends are a character and a digit each. So U+2001 to
 * U+2A6D count as Chinese (dashes, quotation marks, arrows, mathematics), and the ideographs of
 * extension B do not. We repeat this error, because scores agree only then.
 */
final class Chinese {
  /** First and last characters of ranges. */
  private static final String RANGES =
      "\u3400\u4db5\u4e00\u9fa5\u9fa6\u9fbb\uf900\ufa2d\ufa30\ufa6a\ufa70\ufad9"
          + "\u2001\u2a6d\u2f81\u2fa1\uff00\uffef\u2e80\u2eff\u3000\u303f\u31c0\u31ef"
          + "\u2f00\u2fdf\u2ff0\u2fff\u3100\u312f\u31a0\u31bf\ufe10\ufe1f\ufe30\ufe4f"
          + "\u2600\u26ff\u2700\u27bf\u3200\u32ff\u3300\u33ff";

  private Chinese() {}

  static List<String> tokens(String line) {
    String text = PythonText.strip(line);
    StringBuilder separated = new StringBuilder(3 * text.length());
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (isChinese(c)) {
        separated.append(' ').append(c).append(' ');
      } else {
        separated.append(c);
      }
    }
    return PythonText.split(Mteval13a.separate(separated));
  }

  private static boolean isChinese(char c) {
    for (int i = 0; i < RANGES.length(); i += 2) {
      if (c >= RANGES.charAt(i) && c <= RANGES.charAt(i + 1)) {
        return true;
      }
    }
    return false;
  }
}
