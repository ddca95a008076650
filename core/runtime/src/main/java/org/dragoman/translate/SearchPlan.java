package org.dragoman.translate;

import org.dragoman.runtime.batch.BatchLimits;
import org.dragoman.runtime.search.NamedSearch;
import org.dragoman.runtime.text.Vocabulary;
import org.dragoman.spi.Hypothesis;

/**
 * The search for some sentences, and its settings. Sentences with the same plan may share a batch,
 * even if they belong to different calls.
 *
 * @param search the search
 * @param nBest the number of candidates wanted
 * @param detail which details of tokens to return
 * @param replacesUnknown whether unknown words in outputs are replaced
 * @param languageModelWeight of the language model; 0 for none
 * @param limits of a batch; smaller for a wide search
 */
record SearchPlan(
    NamedSearch search,
    int nBest,
    TokenDetail detail,
    boolean replacesUnknown,
    double languageModelWeight,
    BatchLimits limits) {

  /** Whether the tokens of a hypothesis must be scored after the search. */
  boolean needsTokens(Hypothesis hypothesis) {
    return detail != TokenDetail.NONE
        || (replacesUnknown && hypothesis.tokens().contains(Vocabulary.UNK));
  }

  /** Whether the attention weights of scored tokens are wanted. */
  boolean needsWeights() {
    return detail == TokenDetail.WEIGHTS || replacesUnknown;
  }
}
