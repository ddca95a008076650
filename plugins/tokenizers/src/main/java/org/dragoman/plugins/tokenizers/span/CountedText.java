package org.dragoman.plugins.tokenizers.span;

/**
 * A text that may be read only so often: a regular expression that backtracks without end is so
 * noticed. For one thread at a time.
 */
final class CountedText implements CharSequence {
  // Each alternative and each repetition reads a character again: most expressions need few times.
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

  /** The text has been read too often. */
  static final class ReadTooOftenException extends RuntimeException {
    private static final long serialVersionUID = 1L;
  }
}
