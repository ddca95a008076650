package org.dragoman.plugins.search;

import org.dragoman.spi.SearchRequest;

/**
 * The task of one sentence's beam: its lengths and the number of outputs.
 *
 * @param endToken ends an output
 * @param sourceLength of the sentence, in tokens
 * @param maxLength the greatest length of an output
 * @param nBest the number of outputs to return
 */
record BeamTask(int endToken, int sourceLength, int maxLength, int nBest) {
  /** Creates the task of a sentence. */
  static BeamTask of(SearchRequest request, SearchRequest.Sentence asked, TokenRules rules) {
    return new BeamTask(
        request.endToken(), asked.sourceLength(), rules.maxLength(), request.nBest());
  }
}
