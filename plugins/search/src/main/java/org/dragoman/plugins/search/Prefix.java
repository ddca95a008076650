package org.dragoman.plugins.search;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The tokens of an output so far, as a linked list from the last to the first, so that the
 * hypotheses of a beam share what they have in common.
 *
 * @param parent all tokens but the last; null where there is no token
 * @param token the last token; -1 where there is none
 * @param length the number of tokens
 * @param logProbability of all tokens
 */
record Prefix(@Nullable Prefix parent, int token, int length, double logProbability) {
  static final Prefix EMPTY = new Prefix(null, -1, 0, 0);

  /** This prefix and one token more. */
  Prefix append(int next, double total) {
    return new Prefix(this, next, length + 1, total);
  }

  /** The tokens, first to last. */
  List<Integer> tokens() {
    Deque<Integer> tokens = new ArrayDeque<>(length);
    Prefix at = this;
    while (at.parent != null) {
      tokens.addFirst(at.token);
      at = at.parent;
    }
    return List.copyOf(tokens);
  }
}
