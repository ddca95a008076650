package org.dragoman.plugins.context;

import org.dragoman.spi.ContextStrategy;
import org.dragoman.spi.Ops;
import org.dragoman.testkit.ContextStrategyContract;

class DotAttentionTest extends ContextStrategyContract {
  @Override
  protected ContextStrategy create(Ops ops, long memorySize, long querySize) {
    return new DotAttentionFactory(ops).create(new NoOptions(), memorySize, querySize);
  }

  @Override
  protected long querySize() {
    return MEMORY_SIZE;
  }
}
