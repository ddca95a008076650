package org.dragoman.plugins.cells;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import org.dragoman.runtime.engine.GradMode;
import org.dragoman.testkit.TestEngine;
import org.junit.jupiter.api.Test;

class InputProjectionTest {
  @Test
  void twoPartsMayBeginAtOneColumnAndDifferInWidth() {
    try (TestEngine engine = new TestEngine();
        GradMode off = GradMode.off()) {
      NDArray weight = engine.normal(new Shape(3, 5), DataType.FLOAT32);
      InputProjection projection = new InputProjection(engine.ops(), engine.manager(), weight, 3);
      NDArray x = engine.normal(new Shape(2, 5), DataType.FLOAT32);

      assertThat(projection.apply(x.get(":, :1"), 0).getShape()).isEqualTo(new Shape(2, 3));
      assertThat(projection.apply(x.get(":, :2"), 0).getShape()).isEqualTo(new Shape(2, 3));
    }
  }
}
