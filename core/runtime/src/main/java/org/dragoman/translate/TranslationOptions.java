package org.dragoman.translate;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * The options of one call. Two calls of one {@link Translator} may have quite different ones.
 *
 * <pre>{@code
 * TranslationOptions options = TranslationOptions.defaults().withBeam(8).withNBest(3);
 * translator.translate(TranslationRequest.of(List.of("Good morning.")), options);
 * }</pre>
 *
 * @param search the search in place of the bundle's: its name, or its configuration in YAML, such
 *     as {@code {type: sampling, top-k: 10}}; null for the bundle's
 * @param beam the number of hypotheses that a beam search keeps in place of the bundle's search; 1
 *     is greedy; null for what the search says
 * @param nBest the number of candidates of a line, where the search finds as many
 * @param lengths of outputs
 * @param detail which details of tokens candidates have
 * @param unknownWords how unknown words in outputs are treated
 * @param maxSourceTokens a longer line is translated in parts, with a warning in the log
 * @param timeLimit the longest time that a call may take; null for any
 * @param languageModelWeight the weight of the log-probabilities of the translator's language
 *     model, {@link TranslatorBuilder#optLanguageModel}; 0 for none
 */
public record TranslationOptions(
    @Nullable String search,
    @Nullable Integer beam,
    int nBest,
    OutputLengths lengths,
    TokenDetail detail,
    UnknownWords unknownWords,
    int maxSourceTokens,
    @Nullable Duration timeLimit,
    double languageModelWeight) {
  private static final TranslationOptions DEFAULTS =
      new TranslationOptions(
          null, null, 1, OutputLengths.DEFAULTS, TokenDetail.NONE, UnknownWords.KEEP, 500, null, 0);

  /**
   * Checks the values.
   *
   * @throws IllegalArgumentException where a number is below 1, the time limit is not positive, or
   *     the weight is below 0
   */
  public TranslationOptions {
    atLeastOne("beam", beam == null ? 1 : beam);
    atLeastOne("nBest", nBest);
    atLeastOne("maxSourceTokens", maxSourceTokens);
    if (!(languageModelWeight >= 0 && languageModelWeight < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException(
          "languageModelWeight must be a number of at least 0, got " + languageModelWeight);
    }
    if (timeLimit != null && (timeLimit.isNegative() || timeLimit.isZero())) {
      throw new IllegalArgumentException("timeLimit must be positive, got " + timeLimit);
    }
  }

  private static void atLeastOne(String name, int value) {
    if (value < 1) {
      throw new IllegalArgumentException(name + " must be at least 1, got " + value);
    }
  }

  /**
   * Returns the defaults: the bundle's search, one candidate, outputs of at most twice the source's
   * tokens and ten more, no detail, lines in parts from 500 tokens on, no time limit.
   */
  public static TranslationOptions defaults() {
    return DEFAULTS;
  }

  /** Returns whether outputs need attention weights: as a detail, or to replace unknown words. */
  boolean needsWeights() {
    return detail == TokenDetail.WEIGHTS || !unknownWords.areKept();
  }

  /** Returns the options with another search, by its name or in YAML; null for the bundle's. */
  public TranslationOptions withSearch(@Nullable String value) {
    return new TranslationOptions(
        value,
        beam,
        nBest,
        lengths,
        detail,
        unknownWords,
        maxSourceTokens,
        timeLimit,
        languageModelWeight);
  }

  /** Returns the options with a beam of so many hypotheses; null for what the search says. */
  public TranslationOptions withBeam(@Nullable Integer value) {
    return new TranslationOptions(
        search,
        value,
        nBest,
        lengths,
        detail,
        unknownWords,
        maxSourceTokens,
        timeLimit,
        languageModelWeight);
  }

  /** Returns the options with another number of candidates. */
  public TranslationOptions withNBest(int value) {
    return new TranslationOptions(
        search,
        beam,
        value,
        lengths,
        detail,
        unknownWords,
        maxSourceTokens,
        timeLimit,
        languageModelWeight);
  }

  /** Returns the options with other lengths of outputs. */
  public TranslationOptions withLengths(OutputLengths value) {
    return new TranslationOptions(
        search,
        beam,
        nBest,
        value,
        detail,
        unknownWords,
        maxSourceTokens,
        timeLimit,
        languageModelWeight);
  }

  /** Returns the options with other details of tokens. */
  public TranslationOptions withDetail(TokenDetail value) {
    return new TranslationOptions(
        search,
        beam,
        nBest,
        lengths,
        value,
        unknownWords,
        maxSourceTokens,
        timeLimit,
        languageModelWeight);
  }

  /** Returns the options with unknown words treated otherwise. */
  public TranslationOptions withUnknownWords(UnknownWords value) {
    return new TranslationOptions(
        search,
        beam,
        nBest,
        lengths,
        detail,
        value,
        maxSourceTokens,
        timeLimit,
        languageModelWeight);
  }

  /** Returns the options with another length from which on a line is translated in parts. */
  public TranslationOptions withMaxSourceTokens(int value) {
    return new TranslationOptions(
        search, beam, nBest, lengths, detail, unknownWords, value, timeLimit, languageModelWeight);
  }

  /** Returns the options with a time limit; null for none. */
  public TranslationOptions withTimeLimit(@Nullable Duration value) {
    return new TranslationOptions(
        search,
        beam,
        nBest,
        lengths,
        detail,
        unknownWords,
        maxSourceTokens,
        value,
        languageModelWeight);
  }

  /** Returns the options with another weight of the language model; 0 for none. */
  public TranslationOptions withLanguageModelWeight(double value) {
    return new TranslationOptions(
        search, beam, nBest, lengths, detail, unknownWords, maxSourceTokens, timeLimit, value);
  }

  /** Returns the options with outputs of at most this times the source's tokens, and ten more. */
  public TranslationOptions withMaxLengthFactor(double value) {
    return withLengths(
        new OutputLengths(lengths.least(), lengths.leastFactor(), value, lengths.greatest()));
  }

  /** Returns the options with outputs of at most so many tokens, whatever their source. */
  public TranslationOptions withMaxLength(int value) {
    return withLengths(
        new OutputLengths(lengths.least(), lengths.leastFactor(), lengths.greatestFactor(), value));
  }

  /** Returns the options with outputs of at least this times the source's tokens. */
  public TranslationOptions withMinLengthFactor(double value) {
    return withLengths(
        new OutputLengths(lengths.least(), value, lengths.greatestFactor(), lengths.greatest()));
  }

  /** Returns the options with outputs of at least so many tokens. */
  public TranslationOptions withMinLength(int value) {
    return withLengths(
        new OutputLengths(
            value, lengths.leastFactor(), lengths.greatestFactor(), lengths.greatest()));
  }
}
