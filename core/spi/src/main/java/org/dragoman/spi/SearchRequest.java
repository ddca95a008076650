package org.dragoman.spi;

import java.util.List;

/**
 * What a search is asked for.
 *
 * @param maxLengths for each sentence the greatest number of tokens of its output, the end mark not
 *     counted
 * @param nBest the number of hypotheses wanted for each sentence
 * @param startToken the id that every output begins with ({@code <s>}); never part of a hypothesis
 * @param endToken the id that ends an output ({@code </s>}); never part of a hypothesis
 * @param forbidden ids that no output may hold (padding, the start mark)
 */
public record SearchRequest(
    List<Integer> maxLengths, int nBest, int startToken, int endToken, List<Integer> forbidden) {

  /** Copies the lists. */
  public SearchRequest {
    maxLengths = List.copyOf(maxLengths);
    forbidden = List.copyOf(forbidden);
    if (nBest < 1) {
      throw new IllegalArgumentException("nBest must be at least 1, got " + nBest);
    }
  }
}
