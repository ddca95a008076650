package org.dragoman.runtime.inference;

import org.dragoman.spi.Scorer;

/**
 * A scorer that asks before each step whether to go on.
 *
 * @param scorer does the work
 * @param check what it throws ends the search
 */
public record CheckedScorer(Scorer scorer, Runnable check) implements Scorer {
  @Override
  public int sentences() {
    return scorer.sentences();
  }

  @Override
  public int vocabularySize() {
    return scorer.vocabularySize();
  }

  @Override
  public State start() {
    return scorer.start();
  }

  @Override
  public Step step(State state, int[] tokens) {
    check.run();
    return scorer.step(state, tokens);
  }
}
