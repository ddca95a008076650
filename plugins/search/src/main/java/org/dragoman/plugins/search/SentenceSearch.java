package org.dragoman.plugins.search;

import java.util.List;
import org.dragoman.spi.Hypothesis;

/**
 * The search for one sentence of a batch; {@link BatchSearch} drives it step by step.
 *
 * @param <V> what it reads from a step
 */
interface SentenceSearch<V> {
  /** Returns which tokens may follow in each of the sentence's rows; the first step has one row. */
  List<NextToken> next();

  /**
   * Takes one step.
   *
   * @param read the contents of the step, for all rows of the batch
   * @param firstRow the first of this sentence's rows
   */
  void advance(V read, int firstRow);

  /** Whether the sentence needs no further step. */
  boolean isDone();

  /**
   * Returns the sentence's rows in the next step: each continues a row of the last step by a token.
   */
  List<Branch> survivors();

  /** The hypotheses found, best first. */
  List<Hypothesis> hypotheses();
}
