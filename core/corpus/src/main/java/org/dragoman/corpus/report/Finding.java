package org.dragoman.corpus.report;

/** What makes a pair suspicious. A pair may be so for several reasons. */
public enum Finding {
  /** A side is empty or white space. */
  EMPTY("with an empty side"),
  /** U+FFFD, which a program has put for bytes that it could not read. */
  REPLACEMENT_CHARACTER("with U+FFFD, which stands for lost characters"),
  /** UTF-8 that was read as Latin-1 or Windows-1252, see {@link Mojibake}. */
  MOJIBAKE("with UTF-8 that was read as Latin-1"),
  /** Control characters but the tab, and the separators of lines and paragraphs. */
  CONTROL_CHARACTER("with control characters"),
  /** U+FEFF, which belongs at the beginning of a file only. */
  BYTE_ORDER_MARK("with a byte order mark in the text"),
  /** Characters that mean something only to those who have agreed on it. */
  PRIVATE_USE("with characters for private use"),
  /** A side whose letters are for the most part not in the script of its language. */
  SCRIPT("in a wrong script"),
  /** The numbers of one side are not those of the other. */
  NUMBERS("whose numbers differ"),
  /** Both sides are the same. */
  IDENTICAL("with identical sides"),
  /** A ratio of lengths that is far from the others, see {@link LengthRatios#LIMIT}. */
  LENGTH_RATIO("of unlike lengths"),
  /** The pair was there already. */
  DUPLICATE_PAIR("that were there already"),
  /** The source was there already. */
  DUPLICATE_SOURCE("whose source was there already"),
  /** The target was there already. */
  DUPLICATE_TARGET("whose target was there already");

  private final String words;

  Finding(String words) {
    this.words = words;
  }

  /** What a report says behind a number of pairs. */
  public String words() {
    return words;
  }
}
