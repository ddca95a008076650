package org.dragoman.evaluation;

/**
 * What TER can be told.
 *
 * @param normalized whether punctuation is cut off words
 * @param noPunctuation whether punctuation is removed
 * @param asianSupport whether the two above know Chinese and Japanese characters
 * @param caseSensitive whether case counts
 */
public record TerOptions(
    boolean normalized, boolean noPunctuation, boolean asianSupport, boolean caseSensitive) {

  /** Those of Tercom and sacreBLEU: none of it. */
  public static TerOptions defaults() {
    return new TerOptions(false, false, false, false);
  }
}
