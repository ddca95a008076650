package org.dragoman.plugins.tokenizers.span;

/**
 * A text that counts how often its characters are read, to stop a regular expression that
 * backtracks too long. For one thread at a time.
 */
final class CountedText implements CharSequence {
  // Each alternative and each repetition reads a character again; most expressions read each a
  // few times.
  private static final long READS_PER_CHARACTER = 1000;
  private static final long READS_AT_LEAST = 50_000_000;

  private final String text;
  private long left;

  CountedText(String text) {
    this.text = text;
    this.left = READS_AT_LEAST + READS_PER_CHARACTER * text.length();
  }

  @Override
  public char charAt(int index) {
    if (--left < 0) {
      throw new ReadTooOftenException();
    }
    return text.charAt(index);
  }

  @Override
  public int length() {
    return text.length();
  }

  @Override
  public CharSequence subSequence(int start, int end) {
    return text.subSequence(start, end);
  }

  @Override
  public String toString() {
    return text;
  }

  /** Thrown when the characters have been read too often. */
  static final class ReadTooOftenException extends RuntimeException {
    private static final long serialVersionUID = 1L;
  }
}
