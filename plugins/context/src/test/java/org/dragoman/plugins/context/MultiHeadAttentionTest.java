package org.dragoman.plugins.context;

import org.dragoman.spi.ContextStrategy;
import org.dragoman.spi.Ops;
import org.dragoman.testkit.ContextStrategyContract;

class MultiHeadAttentionTest extends ContextStrategyContract {
  @Override
  protected ContextStrategy create(Ops ops, long memorySize, long querySize) {
    return new MultiHeadAttentionFactory(ops)
        .create(new MultiHeadAttentionFactory.Config(2, 6), memorySize, querySize);
  }
}
