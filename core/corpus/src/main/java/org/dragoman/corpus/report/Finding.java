package org.dragoman.corpus.report;

/** A reason why a pair is suspicious. A pair may have several. */
public enum Finding {
  /** A side is empty or white space. */
  EMPTY("with an empty side"),
  /** U+FFFD, which a program wrote in place of bytes that it could not decode. */
  REPLACEMENT_CHARACTER("with U+FFFD, which stands for lost characters"),
  /** UTF-8 that was read as Latin-1 or Windows-1252, see {@link Mojibake}. */
  MOJIBAKE("with UTF-8 that was read as Latin-1"),
  /** Control characters except the tab, and the Unicode separators of lines and paragraphs. */
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
  /** The pair occurred before. */
  DUPLICATE_PAIR("that were there already"),
  /** The source occurred before. */
  DUPLICATE_SOURCE("whose source was there already"),
  /** The target occurred before. */
  DUPLICATE_TARGET("whose target was there already");

  private final String words;

  Finding(String words) {
    this.words = words;
  }

  /** Returns the words of the report after a number of pairs. */
  public String words() {
    return words;
  }
}
