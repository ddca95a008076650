package org.dragoman.corpus;

import static java.util.stream.Collectors.joining;

import java.util.Map;

/** Why a pair is left out. */
public enum LeftOut {
  /** A side is empty or white space. */
  EMPTY("with an empty side"),
  /** A side has more than {@code max-words}. */
  TOO_LONG("too long"),
  /** One side is more than {@code max-ratio} times as long as the other. */
  LENGTH_RATIO("of unlike lengths"),
  /** Both sides are the same. */
  IDENTICAL("with identical sides"),
  /** A side is not in the script of its language. */
  SCRIPT("in a wrong script"),
  /** The numbers of one side are not those of the other. */
  NUMBERS("whose numbers differ"),
  /** The pair occurred before. */
  DUPLICATE("that are duplicates");

  private final String words;

  LeftOut(String words) {
    this.words = words;
  }

  /** Says in words how many pairs were left out: {@code 3 with an empty side, 1 too long}. */
  public static String inWords(Map<LeftOut, Long> counts) {
    return counts.entrySet().stream()
        .map(entry -> entry.getValue() + " " + entry.getKey().words())
        .collect(joining(", "));
  }

  /** Returns the words of the log after a number of pairs. */
  public String words() {
    return words;
  }
}
