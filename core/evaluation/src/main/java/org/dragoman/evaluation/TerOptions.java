package org.dragoman.evaluation;

/**
 * The options of TER.
 *
 * @param normalized whether punctuation is cut off words
 * @param noPunctuation whether punctuation is removed
 * @param asianSupport whether the two options above also handle Chinese and Japanese characters
 * @param caseSensitive whether case counts
 */
public record TerOptions(
    boolean normalized, boolean noPunctuation, boolean asianSupport, boolean caseSensitive) {

  /** Returns the defaults of Tercom and sacreBLEU: all false. */
  public static TerOptions defaults() {
    return new TerOptions(false, false, false, false);
  }
}
