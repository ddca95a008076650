package org.dragoman.runtime.inference;

/**
 * How sentences are batched, how long their translations may be, and what is told of them.
 *
 * @param batchSentences the greatest number of sentences in a batch
 * @param batchTokens the greatest number of source positions in a batch, padding included; bounds
 *     the memory that a batch takes where sentences are long
 * @param maxSourceTokens a longer line is translated in parts
 * @param lengths of outputs
 * @param nBest candidates wanted for each line
 * @param detail the details of candidates' tokens to return
 * @param unknownWords how unknown words in outputs are treated
 */
public record TranslationOptions(
    int batchSentences,
    int batchTokens,
    int maxSourceTokens,
    OutputLengths lengths,
    int nBest,
    TokenDetail detail,
    UnknownWords unknownWords) {
  private static final TranslationOptions DEFAULTS =
      new TranslationOptions(
          64, 4096, 500, OutputLengths.DEFAULTS, 1, TokenDetail.NONE, UnknownWords.KEEP);

  /** Checks the numbers. */
  public TranslationOptions {
    atLeastOne("batchSentences", batchSentences);
    atLeastOne("batchTokens", batchTokens);
    atLeastOne("maxSourceTokens", maxSourceTokens);
    atLeastOne("nBest", nBest);
  }

  /** 64 sentences or 4096 positions a batch, 500 tokens a line, factor 2, one candidate. */
  public static TranslationOptions defaults() {
    return DEFAULTS;
  }

  /** With another greatest number of sentences in a batch. */
  public TranslationOptions withBatchSentences(int value) {
    return new TranslationOptions(
        value, batchTokens, maxSourceTokens, lengths, nBest, detail, unknownWords);
  }

  /** With another greatest number of positions in a batch. */
  public TranslationOptions withBatchTokens(int value) {
    return new TranslationOptions(
        batchSentences, value, maxSourceTokens, lengths, nBest, detail, unknownWords);
  }

  /** With another length from which on a line is translated in parts. */
  public TranslationOptions withMaxSourceTokens(int value) {
    return new TranslationOptions(
        batchSentences, batchTokens, value, lengths, nBest, detail, unknownWords);
  }

  /** With another factor between the lengths of source and output. */
  public TranslationOptions withMaxLengthFactor(double value) {
    return withLengths(
        new OutputLengths(lengths.least(), lengths.leastFactor(), value, lengths.greatest()));
  }

  /** With a greatest number of tokens of an output. */
  public TranslationOptions withMaxLength(int value) {
    return withLengths(
        new OutputLengths(lengths.least(), lengths.leastFactor(), lengths.greatestFactor(), value));
  }

  /** With a least number of tokens of an output, as a factor of the source's. */
  public TranslationOptions withMinLengthFactor(double value) {
    return withLengths(
        new OutputLengths(lengths.least(), value, lengths.greatestFactor(), lengths.greatest()));
  }

  /** With a least number of tokens of an output. */
  public TranslationOptions withMinLength(int value) {
    return withLengths(
        new OutputLengths(
            value, lengths.leastFactor(), lengths.greatestFactor(), lengths.greatest()));
  }

  private TranslationOptions withLengths(OutputLengths value) {
    return new TranslationOptions(
        batchSentences, batchTokens, maxSourceTokens, value, nBest, detail, unknownWords);
  }

  /** With another number of candidates. */
  public TranslationOptions withNBest(int value) {
    return new TranslationOptions(
        batchSentences, batchTokens, maxSourceTokens, lengths, value, detail, unknownWords);
  }

  /** With more or less told of the tokens of candidates. */
  public TranslationOptions withDetail(TokenDetail value) {
    return new TranslationOptions(
        batchSentences, batchTokens, maxSourceTokens, lengths, nBest, value, unknownWords);
  }

  /** With unknown words treated otherwise. */
  public TranslationOptions withUnknownWords(UnknownWords value) {
    return new TranslationOptions(
        batchSentences, batchTokens, maxSourceTokens, lengths, nBest, detail, value);
  }

  private static void atLeastOne(String name, int value) {
    if (value < 1) {
      throw new IllegalArgumentException(name + " must be at least 1, got " + value);
    }
  }
}
