package org.dragoman.runtime.text;

import java.util.List;
import java.util.stream.Collectors;

/**
 * The case of a text as a label for each code point: {@value #UPPER} for a capital, {@value #LOWER}
 * for all others. Code points are mapped one by one, as Unicode's simple case mapping says, so a
 * text keeps its number of code points. A capital that is not the capital of its small letter, such
 * as U+1E9E (capital sharp s) or U+0130 (capital dotted i), is left as it is.
 */
public final class LetterCase {
  /** The label of a capital. */
  public static final String UPPER = "U";

  /** The label of what is no capital. */
  public static final String LOWER = "L";

  private LetterCase() {}

  /** Returns a text in lower case. */
  public static String lower(String text) {
    return text.codePoints()
        .map(LetterCase::lower)
        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
        .toString();
  }

  private static int lower(int point) {
    int small = Character.toLowerCase(point);
    return Character.toUpperCase(small) == point ? small : point;
  }

  /** Returns the labels of a text, divided by spaces. */
  public static String labels(String text) {
    return text.codePoints()
        .mapToObj(point -> lower(point) == point ? LOWER : UPPER)
        .collect(Collectors.joining(" "));
  }

  /**
   * Turns the code points of a text that are labelled so into capitals. Those that are capitals
   * stay so.
   *
   * @param labels one for each code point
   * @throws IllegalArgumentException if there are more or fewer
   */
  public static String restore(String text, List<String> labels) {
    int[] points = text.codePoints().toArray();
    if (points.length != labels.size()) {
      throw new IllegalArgumentException(
          labels.size() + " labels for " + points.length + " characters");
    }
    StringBuilder restored = new StringBuilder();
    for (int i = 0; i < points.length; i++) {
      restored.appendCodePoint(
          labels.get(i).equals(UPPER) ? Character.toUpperCase(points[i]) : points[i]);
    }
    return restored.toString();
  }
}
