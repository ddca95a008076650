package org.dragoman.cli.tune;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.dragoman.runtime.DragomanException;

/**
 * A key of a search with the values to try.
 *
 * @param name such as {@code alpha}
 * @param values in YAML, at least one; the search for the best begins with the first
 */
public record TriedKey(String name, List<String> values) {
  /** The name that means the weight of the language model, which is no key of a search. */
  public static final String LM_WEIGHT = "lm-weight";

  /**
   * Reads a key and its values.
   *
   * @param text such as {@code alpha=1,0.6,0.8}
   * @throws DragomanException of kind CONFIGURATION if it is of another form, or a weight of the
   *     language model is not a number of at least 0
   */
  public static TriedKey parse(String text) {
    String[] sides = text.split("=", 2);
    List<String> values =
        sides.length < 2
            ? List.of()
            : Arrays.stream(sides[1].split(",", -1)).map(String::strip).distinct().toList();
    if (sides[0].isBlank() || values.isEmpty() || values.contains("")) {
      throw DragomanException.configuration(
          "--try '%s': expected KEY=VALUE,VALUE, for example alpha=1,0.6,0.8.".formatted(text));
    }
    TriedKey key = new TriedKey(sides[0].strip(), values);
    if (key.isWeight()) {
      values.forEach(TriedKey::weight);
    }
    return key;
  }

  /** Returns whether it is the weight of the language model. */
  public boolean isWeight() {
    return name.equals(LM_WEIGHT);
  }

  /** Returns a weight of the language model as a number. */
  static double weight(String value) {
    try {
      double weight = Double.parseDouble(value);
      if (weight >= 0 && weight < Double.POSITIVE_INFINITY) {
        return weight;
      }
    } catch (NumberFormatException e) {
      throw notAWeight(value);
    }
    throw notAWeight(value);
  }

  private static DragomanException notAWeight(String value) {
    return DragomanException.configuration(
        "--try %s: a weight must be a number of at least 0, got '%s'.".formatted(LM_WEIGHT, value));
  }

  /** Returns how wide a column of a table must be. */
  public int width() {
    return Stream.concat(Stream.of(name), values.stream()).mapToInt(String::length).max().orElse(0);
  }
}
