package org.dragoman.plugins.search;

import java.util.Comparator;

/**
 * A row continued by a token.
 *
 * @param row of the step's batch
 * @param prefix that of the row
 * @param token what follows it, perhaps the end mark
 * @param logProbability of the token, by the model
 * @param value the same with the penalties of the search
 */
record Branch(int row, Prefix prefix, int token, double logProbability, double value) {
  /** By total; of equal ones the lower row is first, then the lower token. */
  static final Comparator<Branch> BEST_FIRST =
      Comparator.comparingDouble(Branch::total)
          .reversed()
          .thenComparingInt(Branch::row)
          .thenComparingInt(Branch::token);

  /** What the prefix and the token are worth together. */
  double total() {
    return prefix.total() + value;
  }

  /** The prefix with the token. */
  Prefix grown() {
    return prefix.append(token, logProbability, value);
  }
}
