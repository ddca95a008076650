package org.dragoman.plugins.search;

import org.dragoman.spi.SearchRequest;

/**
 * What the beam of a sentence is asked for.
 *
 * @param endToken ends an output
 * @param sourceLength of the sentence, in tokens
 * @param maxLength the greatest length of an output
 * @param nBest how many outputs are wanted
 */
record BeamTask(int endToken, int sourceLength, int maxLength, int nBest) {
  /** The task of a sentence. */
  static BeamTask of(SearchRequest request, SearchRequest.Sentence asked, TokenRules rules) {
    return new BeamTask(
        request.endToken(), asked.sourceLength(), rules.maxLength(), request.nBest());
  }
}
