package org.dragoman.corpus.report;

import org.dragoman.runtime.file.SentencePair;

/**
 * What is shown of a pair, which may be of any length.
 *
 * @param line of it
 * @param pair as it stands there
 * @param source the first character of the source that must be seen
 * @param target likewise of the target
 */
record Excerpt(long line, SentencePair pair, int source, int target) {
  /** The most UTF-16 units of a side. */
  private static final int LONGEST = 160;

  /** Units before the one that must be seen. */
  private static final int BEFORE = 60;

  private static final String CUT = "…";

  /** The beginning of both sides. */
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

  /** Not within a surrogate pair. */
  private static int boundary(String text, int index) {
    return Character.isLowSurrogate(text.charAt(index)) ? index - 1 : index;
  }
}
