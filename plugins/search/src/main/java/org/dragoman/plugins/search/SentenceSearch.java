package org.dragoman.plugins.search;

import java.util.List;
import org.dragoman.spi.Hypothesis;

/**
 * The search for one sentence of a batch, driven step by step by {@link BatchSearch}.
 *
 * @param <V> what is read of a step
 */
interface SentenceSearch<V> {
  /** What may follow in each of the sentence's rows; there is one in the first step. */
  List<NextToken> next();

  /**
   * Takes one step.
   *
   * @param read what was read of the step, for all rows of the batch
   * @param firstRow the first of this sentence's rows
   */
  void advance(V read, int firstRow);

  /** Whether the sentence needs no further step. */
  boolean isDone();

  /** The sentence's rows in the next step: which rows of the last one they continue, and how. */
  List<Branch> survivors();

  /** The hypotheses found, best first. */
  List<Hypothesis> hypotheses();
}
