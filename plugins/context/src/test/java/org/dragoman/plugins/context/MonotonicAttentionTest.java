package org.dragoman.plugins.context;

import org.dragoman.spi.ContextStrategy;
import org.dragoman.spi.Ops;
import org.dragoman.testkit.ContextStrategyContract;

class MonotonicAttentionTest extends ContextStrategyContract {
  @Override
  protected ContextStrategy create(Ops ops, long memorySize, long querySize) {
    return new LocalAttentionFactory(ops)
        .create(
            new LocalAttentionFactory.Config(
                LocalAttentionFactory.Alignment.MONOTONIC, 1, ScoreFunction.GENERAL),
            memorySize,
            querySize);
  }
}
