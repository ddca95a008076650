package org.dragoman.runtime.text;

import java.util.List;

/**
 * What is done to a text before it is cut to tokens. It is never undone: a translator's output is
 * of the normalised kind.
 *
 * @param cleans whether the text is cleaned first; see {@link Cleaner}
 * @param steps applied one after the other; none leaves the text as it is
 */
public record Normalizer(boolean cleans, List<Normalization> steps) {
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

  /** Steps on a text that is not cleaned. */
  public Normalizer(List<Normalization> steps) {
    this(false, steps);
  }

  /** The same steps on a text that is cleaned, or that is not. */
  public Normalizer cleaning(boolean clean) {
    return new Normalizer(clean, steps);
  }

  /** The text as the first of the steps gets it. */
  public String cleaned(String text) {
    return cleans ? Cleaner.clean(text) : text;
  }

  /** The normalised text. */
  public String apply(String text) {
    String result = cleaned(text);
    for (Normalization step : steps) {
      result = step.apply(result);
    }
    return result;
  }
}
