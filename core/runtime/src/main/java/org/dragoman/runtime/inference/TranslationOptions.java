package org.dragoman.runtime.inference;

/**
 * How sentences are batched and how long they may be.
 *
 * @param batchSentences the greatest number of sentences in a batch
 * @param batchTokens the greatest number of source positions in a batch, padding included; bounds
 *     the memory that a batch takes where sentences are long
 * @param maxSourceTokens a longer line is translated in parts
 * @param maxLengthFactor an output has at most this times the source's tokens, and ten more
 * @param maxLength the greatest number of tokens of an output, whatever its source
 * @param nBest candidates wanted for each line
 */
public record TranslationOptions(
    int batchSentences,
    int batchTokens,
    int maxSourceTokens,
    double maxLengthFactor,
    int maxLength,
    int nBest) {
  private static final TranslationOptions DEFAULTS =
      new TranslationOptions(64, 4096, 500, 2, 1_000_000, 1);
  private static final int LENGTH_CONSTANT = 10;

  /** Checks the numbers. */
  public TranslationOptions {
    atLeastOne("batchSentences", batchSentences);
    atLeastOne("batchTokens", batchTokens);
    atLeastOne("maxSourceTokens", maxSourceTokens);
    atLeastOne("maxLength", maxLength);
    atLeastOne("nBest", nBest);
    if (!(maxLengthFactor > 0 && maxLengthFactor < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException(
          "maxLengthFactor must be a number above 0, got " + maxLengthFactor);
    }
  }

  /** 64 sentences or 4096 positions a batch, 500 tokens a line, factor 2, one candidate. */
  public static TranslationOptions defaults() {
    return DEFAULTS;
  }

  /** With another greatest number of sentences in a batch. */
  public TranslationOptions withBatchSentences(int value) {
    return new TranslationOptions(
        value, batchTokens, maxSourceTokens, maxLengthFactor, maxLength, nBest);
  }

  /** With another greatest number of positions in a batch. */
  public TranslationOptions withBatchTokens(int value) {
    return new TranslationOptions(
        batchSentences, value, maxSourceTokens, maxLengthFactor, maxLength, nBest);
  }

  /** With another length from which on a line is translated in parts. */
  public TranslationOptions withMaxSourceTokens(int value) {
    return new TranslationOptions(
        batchSentences, batchTokens, value, maxLengthFactor, maxLength, nBest);
  }

  /** With another factor between the lengths of source and output. */
  public TranslationOptions withMaxLengthFactor(double value) {
    return new TranslationOptions(
        batchSentences, batchTokens, maxSourceTokens, value, maxLength, nBest);
  }

  /** With a greatest number of tokens of an output. */
  public TranslationOptions withMaxLength(int value) {
    return new TranslationOptions(
        batchSentences, batchTokens, maxSourceTokens, maxLengthFactor, value, nBest);
  }

  /** With another number of candidates. */
  public TranslationOptions withNBest(int value) {
    return new TranslationOptions(
        batchSentences, batchTokens, maxSourceTokens, maxLengthFactor, maxLength, value);
  }

  /** The greatest length of the output for a source of that many tokens. */
  int maxLength(int sourceTokens) {
    return (int) Math.min(maxLength, Math.ceil(maxLengthFactor * sourceTokens) + LENGTH_CONSTANT);
  }

  private static void atLeastOne(String name, int value) {
    if (value < 1) {
      throw new IllegalArgumentException(name + " must be at least 1, got " + value);
    }
  }
}
