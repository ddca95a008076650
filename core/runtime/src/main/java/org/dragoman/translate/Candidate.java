package org.dragoman.translate;

import org.jspecify.annotations.Nullable;

/**
 * One of the best translations of a sentence.
 *
 * @param text raw text of the target
 * @param score what the search ranked by, greater is better: the log-probability after length
 *     normalisation
 * @param logProbability the natural logarithm of the probability that the model gives the text
 * @param tokens the text token by token; null where it was not asked for. Their log-probabilities
 *     are the model's own, whatever the search has added or taken off
 */
public record Candidate(
    String text, double score, double logProbability, @Nullable TokenScores tokens) {
  /** A candidate of whose tokens nothing is told. */
  public Candidate(String text, double score, double logProbability) {
    this(text, score, logProbability, null);
  }
}
