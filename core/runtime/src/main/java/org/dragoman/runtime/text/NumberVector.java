package org.dragoman.runtime.text;

import org.dragoman.runtime.DragomanException;

/** Numbers in a line, divided by spaces, that a generator begins with. */
public final class NumberVector {
  private NumberVector() {}

  /**
   * Reads the numbers of a line.
   *
   * @param count how many there must be
   * @throws DragomanException of kind DATA if one is no finite number, or there are more or fewer
   */
  public static float[] parse(String line, int count) {
    String[] words = line.isBlank() ? new String[0] : line.strip().split("\\s+");
    if (words.length != count) {
      throw DragomanException.data(
          "'%s' is %d numbers; model.numbers is %d. Give as many numbers, divided by spaces."
              .formatted(line, words.length, count));
    }
    float[] numbers = new float[count];
    for (int i = 0; i < count; i++) {
      numbers[i] = number(words[i], line);
    }
    return numbers;
  }

  private static float number(String word, String line) {
    try {
      float number = Float.parseFloat(word);
      if (Float.isFinite(number)) {
        return number;
      }
    } catch (NumberFormatException e) {
      // Said below.
    }
    throw DragomanException.data(
        "'%s' in '%s' is not a number. Write numbers as 12 or -0.5, divided by spaces."
            .formatted(word, line));
  }
}
