package org.dragoman.runtime.text;

import java.util.List;

/**
 * What is done to a text before it is cut to tokens. It is never undone: a translator's output is
 * of the normalised kind.
 *
 * @param steps applied one after the other; none leaves the text as it is
 */
public record Normalizer(List<Normalization> steps) {
  /** Leaves every text as it is. */
  public static final Normalizer IDENTITY = new Normalizer(List.of());

  /**
   * Checks and copies the steps.
   *
   * @throws IllegalArgumentException where a step stands twice, NONE or a Unicode form beside
   *     another
   */
  public Normalizer {
    steps = List.copyOf(steps);
    if (steps.stream().distinct().count() < steps.size()) {
      throw new IllegalArgumentException("normalization names a step twice: " + steps);
    }
    if (steps.contains(Normalization.NONE) && steps.size() > 1) {
      throw new IllegalArgumentException("normalization 'none' must stand alone, got " + steps);
    }
    if (steps.contains(Normalization.NFC) && steps.contains(Normalization.NFKC)) {
      throw new IllegalArgumentException(
          "normalization takes nfc or nfkc, not both (nfkc does what nfc does), got " + steps);
    }
  }

  /** The normalised text. */
  public String apply(String text) {
    String result = text;
    for (Normalization step : steps) {
      result = step.apply(result);
    }
    return result;
  }
}
