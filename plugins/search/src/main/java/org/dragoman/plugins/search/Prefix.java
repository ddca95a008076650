package org.dragoman.plugins.search;

import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The tokens of an output so far, as a linked list from the last to the first, so that the
 * hypotheses of a beam share what they have in common.
 *
 * @param parent all tokens but the last; null where there is no token
 * @param token the last token; -1 where there is none
 * @param length the number of tokens
 * @param logProbability of all tokens, by the model
 * @param total what prefixes are compared by: the log-probability with the penalties of the search
 * @param state of the phrases that must occur; 0 where there are none
 */
record Prefix(
    @Nullable Prefix parent,
    int token,
    int length,
    double logProbability,
    double total,
    int state) {
  static final Prefix EMPTY = new Prefix(null, -1, 0, 0, 0, 0);

  /** This prefix and one token more, whose log-probability and value are added. */
  Prefix append(int next, double logProbabilityOfNext, double valueOfNext) {
    return new Prefix(
        this, next, length + 1, logProbability + logProbabilityOfNext, total + valueOfNext, state);
  }

  /** The same with another state. */
  Prefix in(int newState) {
    return new Prefix(parent, token, length, logProbability, total, newState);
  }

  /** The tokens, first to last. */
  List<Integer> tokens() {
    Integer[] tokens = new Integer[length];
    Prefix at = this;
    for (int i = length - 1; i >= 0 && at != null; i--) {
      tokens[i] = at.token;
      at = at.parent;
    }
    return Arrays.asList(tokens);
  }
}
