package org.dragoman.evaluation;

/**
 * The options of chrF.
 *
 * @param charOrder the longest n-grams of characters, at least 1
 * @param wordOrder the longest n-grams of words; 0 for chrF, 2 for chrF++
 * @param beta the weight of recall against precision: with 2 recall counts twice as much. It is
 *     part of the name: {@code chrF2}
 * @param lowercase whether case is ignored
 * @param whitespace whether white space counts as a character
 * @param epsilonSmoothing what happens to an order for which a side is too short: true counts it
 *     with a score of nearly zero, as {@code chrF++.py}, NLTK and Moses do; false leaves it out
 */
public record ChrfOptions(
    int charOrder,
    int wordOrder,
    int beta,
    boolean lowercase,
    boolean whitespace,
    boolean epsilonSmoothing) {

  /** Refuses numbers out of range. */
  public ChrfOptions {
    if (charOrder < 1) {
      throw new IllegalArgumentException(
          "The character order of chrF is %d; it must be at least 1".formatted(charOrder));
    }
    if (wordOrder < 0) {
      throw new IllegalArgumentException(
          "The word order of chrF is %d; it must be at least 0".formatted(wordOrder));
    }
    if (beta < 1) {
      throw new IllegalArgumentException(
          "The beta of chrF is %d; it must be at least 1".formatted(beta));
    }
  }

  /**
   * Returns the defaults of sacreBLEU: characters up to 6, no words, beta 2, cased, no white space.
   */
  public static ChrfOptions defaults() {
    return new ChrfOptions(6, 0, 2, false, false, false);
  }

  /** Returns the options of chrF++: also words, up to pairs. */
  public static ChrfOptions plusPlus() {
    return new ChrfOptions(6, 2, 2, false, false, false);
  }
}
