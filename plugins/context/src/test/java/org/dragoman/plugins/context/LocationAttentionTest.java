package org.dragoman.plugins.context;

import org.dragoman.spi.ContextStrategy;
import org.dragoman.spi.Ops;
import org.dragoman.testkit.ContextStrategyContract;

class LocationAttentionTest extends ContextStrategyContract {
  @Override
  protected ContextStrategy create(Ops ops, long memorySize, long querySize) {
    return new LocationAttentionFactory(ops)
        .create(new LocationAttentionFactory.Config(3, 2, 3), memorySize, querySize);
  }
}
