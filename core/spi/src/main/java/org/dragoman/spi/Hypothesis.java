package org.dragoman.spi;

import java.util.List;

/**
 * One output of a search.
 *
 * @param tokens the ids, without start and end mark
 * @param logProbability the sum of the natural logarithms of the tokens' probabilities, including
 *     the end mark's if the output is {@code finished}
 * @param score the number that the search ranks by: the log-probability after length normalisation
 * @param finished true if the output ended with the end mark, false if it was cut at the greatest
 *     length
 */
public record Hypothesis(
    List<Integer> tokens, double logProbability, double score, boolean finished) {

  /** Copies the list. */
  public Hypothesis {
    tokens = List.copyOf(tokens);
  }
}
