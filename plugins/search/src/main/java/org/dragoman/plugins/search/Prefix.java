package org.dragoman.plugins.search;

import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The tokens of an output so far, as a linked list from the last to the first. So the hypotheses of
 * a beam share their common beginnings.
 *
 * @param parent all tokens except the last; null if there is no token
 * @param token the last token; -1 if there is none
 * @param length the number of tokens
 * @param logProbability of all tokens, by the model
 * @param total the number by which prefixes are compared: the log-probability with the penalties of
 *     the search
 * @param state of the required phrases; 0 if there are none
 */
record Prefix(
    @Nullable Prefix parent,
    int token,
    int length,
    double logProbability,
    double total,
    int state) {
  static final Prefix EMPTY = new Prefix(null, -1, 0, 0, 0, 0);

  /** Returns this prefix with one more token, and adds its log-probability and value. */
  Prefix append(int next, double logProbabilityOfNext, double valueOfNext) {
    return new Prefix(
        this, next, length + 1, logProbability + logProbabilityOfNext, total + valueOfNext, state);
  }

  /** Returns the same prefix with another state. */
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
