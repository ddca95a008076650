package org.dragoman.spi;

import java.util.List;

/**
 * One output of a search.
 *
 * @param tokens the ids, without start and end mark
 * @param logProbability the sum of the natural logarithms of the tokens' probabilities, the end
 *     mark's among them where the output ended by itself
 * @param score what the search ranked by: the log-probability after length normalisation
 * @param finished whether the output ended with the end mark, and not at the greatest length
 */
public record Hypothesis(
    List<Integer> tokens, double logProbability, double score, boolean finished) {

  /** Copies the list. */
  public Hypothesis {
    tokens = List.copyOf(tokens);
  }
}
