package org.dragoman.translate;

/**
 * The limits of the lengths of outputs, in tokens without the end mark.
 *
 * @param least of an output, whatever its source
 * @param leastFactor an output has at least this times the source's tokens
 * @param greatestFactor an output has at most this times the source's tokens, plus ten; the least
 *     length overrides it
 * @param greatest of an output, whatever its source; at least {@code least}; it overrides {@code
 *     leastFactor}
 */
public record OutputLengths(int least, double leastFactor, double greatestFactor, int greatest) {
  private static final int CONSTANT = 10;

  /** At most twice the source's tokens plus ten. */
  public static final OutputLengths DEFAULTS = new OutputLengths(0, 0, 2, 1_000_000);

  /** Checks the numbers. */
  public OutputLengths {
    if (least < 0) {
      throw new IllegalArgumentException("minLength must be at least 0, got " + least);
    }
    if (greatest < 1) {
      throw new IllegalArgumentException("maxLength must be at least 1, got " + greatest);
    }
    if (least > greatest) {
      throw new IllegalArgumentException(
          "minLength must be at most maxLength, got %d and %d".formatted(least, greatest));
    }
    if (!(leastFactor >= 0 && leastFactor < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException(
          "minLengthFactor must be a number of at least 0, got " + leastFactor);
    }
    if (!(greatestFactor > 0 && greatestFactor < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException(
          "maxLengthFactor must be a number above 0, got " + greatestFactor);
    }
  }

  /** Returns whether outputs have a least length. */
  boolean haveLeast() {
    return least > 0 || leastFactor > 0;
  }

  /** Returns the least length of the output for a source with that many tokens. */
  int least(int sourceTokens) {
    return (int) Math.min(greatest, Math.max(least, Math.ceil(leastFactor * sourceTokens)));
  }

  /** Returns the greatest length of the output for a source with that many tokens. */
  int greatest(int sourceTokens) {
    double wanted = Math.ceil(greatestFactor * sourceTokens) + CONSTANT;
    return (int) Math.min(greatest, Math.max(wanted, least(sourceTokens)));
  }
}
