package org.dragoman.plugins.context;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import java.util.Arrays;
import java.util.Map;
import java.util.Random;
import org.dragoman.testkit.Gradients;
import org.dragoman.testkit.TestEngine;
import org.dragoman.testkit.Values;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Sparsemax is the projection onto the simplex, and its gradient that of differences. */
class SparsemaxTest {
  private final TestEngine engine = new TestEngine();
  private final Random random = new Random(11);

  @AfterEach
  void close() {
    engine.close();
  }

  @Test
  void isTheNearestPointOfTheSimplex() {
    for (int size = 1; size <= 7; size++) {
      for (int round = 0; round < 20; round++) {
        double spread = 0.1 * Math.pow(2, round % 8);
        double[] scores = random.doubles(size, -spread, spread).toArray();
        Values.assertClose(
            "sparsemax of " + Arrays.toString(scores),
            sparsemax(scores, DataType.FLOAT64),
            nearest(scores),
            1e-12);
      }
    }
  }

  /** Among the points of all faces of the simplex, each found by its own closed form. */
  private static double[] nearest(double[] scores) {
    double[] best = {};
    double least = Double.POSITIVE_INFINITY;
    for (int face = 1; face < 1 << scores.length; face++) {
      double sum = 0;
      for (int s = 0; s < scores.length; s++) {
        sum += (face >> s & 1) * scores[s];
      }
      double tau = (sum - 1) / Integer.bitCount(face);
      double[] point = new double[scores.length];
      double distance = 0;
      boolean inside = true;
      for (int s = 0; s < scores.length; s++) {
        point[s] = (face >> s & 1) * (scores[s] - tau);
        inside &= point[s] >= 0;
        distance += Math.pow(point[s] - scores[s], 2);
      }
      if (inside && distance < least) {
        least = distance;
        best = point;
      }
    }
    return best;
  }

  @Test
  void itsGradientIsThatOfDifferences() {
    NDArray scores = engine.normal(new Shape(6, 5), DataType.FLOAT64);
    NDArray factor = engine.normal(new Shape(6, 5), DataType.FLOAT64);
    double[] weights = Values.of(Normalizer.sparsemax(scores));
    assertThat(weights).as("some within the support and some not").contains(0);
    assertThat(Arrays.stream(weights).filter(w -> w > 0).count()).isGreaterThan(10);

    new Gradients(
            engine,
            Map.of("scores", scores),
            scope -> Normalizer.sparsemax(TestEngine.view(scope, scores)).mul(factor).sum())
        .check();
  }

  @Test
  void equalScoresShareAndPaddingGetsNothing() {
    for (double value : new double[] {0, 1e12, -1e12}) {
      assertThat(sparsemax(new double[] {value, value, -1e30, -1e30}, DataType.FLOAT32))
          .as("scores of " + value)
          .containsExactly(0.5, 0.5, 0, 0);
    }
    assertThat(sparsemax(new double[] {-3, -1e30}, DataType.FLOAT32)).containsExactly(1, 0);
  }

  private double[] sparsemax(double[] scores, DataType type) {
    return Values.of(Normalizer.sparsemax(engine.array(scores, new Shape(1, scores.length), type)));
  }
}
