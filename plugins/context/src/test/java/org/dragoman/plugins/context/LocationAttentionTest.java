package org.dragoman.plugins.context;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Parameter;
import org.dragoman.runtime.engine.GradMode;
import org.dragoman.spi.ContextStrategy;
import org.dragoman.spi.Ops;
import org.dragoman.testkit.ContextStrategyContract;
import org.dragoman.testkit.TestEngine;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LocationAttentionTest extends ContextStrategyContract {
  @Override
  protected ContextStrategy create(Ops ops, long memorySize, long querySize) {
    return new LocationAttentionFactory(ops)
        .create(new LocationAttentionFactory.Config(3, 2, 3), memorySize, querySize);
  }

  /** Features and the gradient of the past weights are those of a convolution in plain Java. */
  @ParameterizedTest
  @CsvSource({"1, 1, 1, 1", "3, 17, 10, 5", "2, 2, 3, 7", "4, 33, 5, 15", "5, 70, 10, 3"})
  void featuresAreAConvolution(int batch, int positions, int filters, int width) {
    int units = 4;
    try (TestEngine engine = new TestEngine();
        GradMode on = GradMode.on()) {
      LocationAttention attention =
          new LocationAttention(engine.ops(), 2, 2, units, filters, width);
      for (Parameter parameter : attention.featureParameters()) {
        parameter.setShape(null);
        parameter.setArray(
            engine.normal(
                parameter.getName().equals("filter")
                    ? new Shape(filters, 1, width)
                    : new Shape(units, filters),
                DataType.FLOAT32));
      }
      float[] filter = attention.featureParameters().get(0).getArray().toFloatArray();
      float[] location = attention.featureParameters().get(1).getArray().toFloatArray();
      NDArray past =
          engine.torch().leaf(engine.normal(new Shape(batch, positions), DataType.FLOAT32));
      NDArray gradient = engine.normal(new Shape(batch, positions, units), DataType.FLOAT32);

      NDArray features = attention.features(past);
      engine.torch().backward(features, gradient);

      double[] weights = kernel(filter, location, units, filters, width);
      double[] expected = new double[batch * positions * units];
      double[] slope = new double[batch * positions];
      float[] values = past.toFloatArray();
      float[] slopes = gradient.toFloatArray();
      for (int b = 0; b < batch; b++) {
        for (int s = 0; s < positions; s++) {
          for (int k = 0; k < width; k++) {
            int at = s + k - width / 2;
            for (int a = 0; a < units && at >= 0 && at < positions; a++) {
              int out = (b * positions + s) * units + a;
              expected[out] += weights[a * width + k] * values[b * positions + at];
              slope[b * positions + at] += weights[a * width + k] * slopes[out];
            }
          }
        }
      }
      assertClose(features, expected);
      assertClose(engine.torch().gradient(past), slope);
    }
  }

  /** What a position at a distance adds to a unit: {@code [units, width]}. */
  private static double[] kernel(
      float[] filter, float[] location, int units, int filters, int width) {
    double[] weights = new double[units * width];
    for (int a = 0; a < units; a++) {
      for (int f = 0; f < filters; f++) {
        for (int k = 0; k < width; k++) {
          weights[a * width + k] += (double) location[a * filters + f] * filter[f * width + k];
        }
      }
    }
    return weights;
  }

  private static void assertClose(NDArray found, double[] expected) {
    float[] values = found.toFloatArray();
    assertThat(values).hasSameSizeAs(expected);
    for (int i = 0; i < expected.length; i++) {
      assertThat((double) values[i]).isCloseTo(expected[i], within(2e-4));
    }
  }
}
