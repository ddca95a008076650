package org.dragoman.runtime.text;

import java.util.List;

/**
 * Normalises a text before it is cut into tokens. This is never undone: a translator's output is
 * normalised, too.
 *
 * @param cleans whether the text is cleaned first; see {@link Cleaner}
 * @param steps the steps, applied in this order; an empty list leaves the text as it is
 */
public record Normalizer(boolean cleans, List<Normalization> steps) {
  /** Leaves every text as it is. */
  public static final Normalizer IDENTITY = new Normalizer(List.of());

  /**
   * Checks and copies the steps.
   *
   * @throws IllegalArgumentException if a step occurs twice, or NONE or a Unicode form occurs
   *     beside another one
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

  /** Creates a normalizer that does not clean the text. */
  public Normalizer(List<Normalization> steps) {
    this(false, steps);
  }

  /** Returns a normalizer with the same steps that cleans the text first, or does not. */
  public Normalizer cleaning(boolean clean) {
    return new Normalizer(clean, steps);
  }

  /** Returns the text before the steps: cleaned, if this cleans. */
  public String cleaned(String text) {
    return cleans ? Cleaner.clean(text) : text;
  }

  /** Returns the normalised text. */
  public String apply(String text) {
    String result = cleaned(text);
    for (Normalization step : steps) {
      result = step.apply(result);
    }
    return result;
  }
}
