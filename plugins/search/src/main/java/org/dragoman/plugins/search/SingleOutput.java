package org.dragoman.plugins.search;

import java.util.List;
import java.util.function.Function;
import org.dragoman.spi.Hypothesis;
import org.jspecify.annotations.Nullable;

/** One output of a sentence; each step appends the best token that may follow. */
final class SingleOutput implements SentenceSearch<BestTokens> {
  private final Function<Prefix, NextToken> rules;
  private final int endToken;
  private final int maxLength;
  private Prefix prefix = Prefix.EMPTY;
  private List<Branch> survivors = List.of();
  private @Nullable Hypothesis found;

  /**
   * Creates an empty output.
   *
   * @param rules says which tokens may follow a prefix
   */
  SingleOutput(Function<Prefix, NextToken> rules, int endToken, int maxLength) {
    this.rules = rules;
    this.endToken = endToken;
    this.maxLength = maxLength;
  }

  @Override
  public List<NextToken> next() {
    return List.of(rules.apply(prefix));
  }

  @Override
  public void advance(BestTokens best, int row) {
    boolean none = best.count(row) == 0;
    if (!none && best.token(row, 0) == endToken) {
      finish(prefix.logProbability() + best.logProbability(row, 0), true);
    } else if (none || prefix.length() == maxLength) {
      finish(prefix.logProbability(), false);
    } else {
      double logProbability = best.logProbability(row, 0);
      Branch branch = new Branch(row, prefix, best.token(row, 0), logProbability, logProbability);
      prefix = branch.grown();
      survivors = List.of(branch);
    }
  }

  private void finish(double logProbability, boolean finished) {
    found = new Hypothesis(prefix.tokens(), logProbability, logProbability, finished);
  }

  @Override
  public boolean isDone() {
    return found != null;
  }

  @Override
  public List<Branch> survivors() {
    return survivors;
  }

  @Override
  public List<Hypothesis> hypotheses() {
    return found == null ? List.of() : List.of(found);
  }
}
