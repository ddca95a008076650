package org.dragoman.corpus.report;

import org.dragoman.runtime.file.SentencePair;

/**
 * Shortens a pair of any length to what a report shows.
 *
 * @param line of it
 * @param pair as it stands there
 * @param source the index of the character of the source that must be shown
 * @param target likewise of the target
 */
record Excerpt(long line, SentencePair pair, int source, int target) {
  /** The greatest length of a shown side, in UTF-16 units. */
  private static final int LONGEST = 160;

  /** The number of units to show before the one that must be shown. */
  private static final int BEFORE = 60;

  private static final String CUT = "…";

  /** Shows the beginning of both sides. */
  static Excerpt start(long line, SentencePair pair) {
    return new Excerpt(line, pair, 0, 0);
  }

  Example example() {
    return new Example(line, part(pair.source(), source), part(pair.target(), target));
  }

  private static String part(String text, int seen) {
    int start = seen < LONGEST - BEFORE ? 0 : boundary(text, seen - BEFORE);
    int end = text.length() - start <= LONGEST ? text.length() : boundary(text, start + LONGEST);
    return (start > 0 ? CUT : "") + text.substring(start, end) + (end < text.length() ? CUT : "");
  }

  /** Moves an index out of a surrogate pair. */
  private static int boundary(String text, int index) {
    return Character.isLowSurrogate(text.charAt(index)) ? index - 1 : index;
  }
}
