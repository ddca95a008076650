package org.dragoman.plugins.context;

import org.dragoman.spi.ContextStrategy;
import org.dragoman.spi.Ops;
import org.dragoman.testkit.ContextStrategyContract;

class CoverageAttentionTest extends ContextStrategyContract {
  @Override
  protected ContextStrategy create(Ops ops, long memorySize, long querySize) {
    return new CoverageAttentionFactory(ops)
        .create(new CoverageAttentionFactory.Config(3, 0.5), memorySize, querySize);
  }
}
