package org.dragoman.translate;

import org.jspecify.annotations.Nullable;

/**
 * One of the best translations of a sentence.
 *
 * @param text raw text of the target
 * @param score the score by which the search ranks, greater is better: the log-probability after
 *     length normalisation
 * @param logProbability the natural logarithm of the text's probability under the model
 * @param tokens the text token by token; null if it was not requested. The log-probabilities are
 *     those of the model, without penalties of the search
 */
public record Candidate(
    String text, double score, double logProbability, @Nullable TokenScores tokens) {
  /** Creates a candidate without details of tokens. */
  public Candidate(String text, double score, double logProbability) {
    this(text, score, logProbability, null);
  }
}
