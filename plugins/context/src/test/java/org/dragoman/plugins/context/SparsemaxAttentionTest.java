package org.dragoman.plugins.context;

import org.dragoman.spi.ContextStrategy;
import org.dragoman.spi.Ops;
import org.dragoman.testkit.ContextStrategyContract;

class SparsemaxAttentionTest extends ContextStrategyContract {
  @Override
  protected ContextStrategy create(Ops ops, long memorySize, long querySize) {
    return new SparsemaxAttentionFactory(ops)
        .create(new SparsemaxAttentionFactory.Config(ScoreFunction.GENERAL), memorySize, querySize);
  }
}
