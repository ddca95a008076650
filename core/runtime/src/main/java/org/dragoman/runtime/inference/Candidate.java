package org.dragoman.runtime.inference;

/**
 * One of the best translations of a sentence.
 *
 * @param text raw text of the target
 * @param score what the search ranked by, greater is better: the log-probability after length
 *     normalisation
 * @param logProbability the natural logarithm of the probability that the model gives the text
 */
public record Candidate(String text, double score, double logProbability) {}
