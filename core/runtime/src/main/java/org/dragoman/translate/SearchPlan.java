package org.dragoman.translate;

import org.dragoman.runtime.batch.BatchLimits;
import org.dragoman.runtime.search.NamedSearch;
import org.dragoman.runtime.text.Vocabulary;
import org.dragoman.spi.Hypothesis;

/**
 * How sentences are searched for. Sentences of the same plan may share a batch, whoever asked for
 * them.
 *
 * @param search finds their translations
 * @param nBest the number of candidates wanted
 * @param detail what is told of the tokens of candidates
 * @param replacesUnknown whether unknown words in outputs are replaced
 * @param limits of a batch, narrowed to the width of the search
 */
record SearchPlan(
    NamedSearch search,
    int nBest,
    TokenDetail detail,
    boolean replacesUnknown,
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
