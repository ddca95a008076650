package org.dragoman.plugins.search;

import java.util.Comparator;

/**
 * A row continued by a token.
 *
 * @param row of the step's batch
 * @param prefix the prefix of the row
 * @param token the next token; may be the end mark
 * @param logProbability of the token, by the model
 * @param value the log-probability after the penalties of the search
 */
record Branch(int row, Prefix prefix, int token, double logProbability, double value) {
  /** Sorts by falling total; among equal ones the lower row comes first, then the lower token. */
  static final Comparator<Branch> BEST_FIRST =
      Comparator.comparingDouble(Branch::total)
          .reversed()
          .thenComparingInt(Branch::row)
          .thenComparingInt(Branch::token);

  /** Returns the total of the prefix plus the value of the token. */
  double total() {
    return prefix.total() + value;
  }

  /** Returns the prefix with the token appended. */
  Prefix grown() {
    return prefix.append(token, logProbability, value);
  }
}
