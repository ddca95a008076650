package org.dragoman.evaluation;

/**
 * The options of BLEU.
 *
 * @param tokenizer divides a line into tokens
 * @param lowercase whether case is ignored
 * @param smoothing what happens to an order without a match
 * @param effectiveOrder whether orders longer than the hypothesis are left out; wanted for the
 *     score of a single sentence
 * @param maxOrder the longest n-grams counted, at least 1. As in sacreBLEU it is not in the
 *     signature, so report it beside the score if it is not 4
 */
public record BleuOptions(
    BleuTokenizer tokenizer,
    boolean lowercase,
    Smoothing smoothing,
    boolean effectiveOrder,
    int maxOrder) {

  /** Refuses an order below 1. */
  public BleuOptions {
    if (maxOrder < 1) {
      throw new IllegalArgumentException(
          "The maximum n-gram order of BLEU is %d; it must be at least 1".formatted(maxOrder));
    }
  }

  /** Returns the defaults of sacreBLEU: {@code 13a}, cased, {@code exp}, n-grams up to 4. */
  public static BleuOptions defaults() {
    return new BleuOptions(BleuTokenizer.V13A, false, Smoothing.EXP, false, 4);
  }
}
