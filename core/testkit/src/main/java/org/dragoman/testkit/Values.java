package org.dragoman.testkit;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.DataType;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.IntStream;

/** Reads and compares the values of arrays. */
public final class Values {
  private Values() {}

  /** The values in row-major order, of any float type. */
  public static double[] of(NDArray array) {
    if (array.getDataType() == DataType.FLOAT64) {
      return array.toDoubleArray();
    }
    float[] floats = array.toFloatArray();
    return IntStream.range(0, floats.length).mapToDouble(i -> floats[i]).toArray();
  }

  /** Asserts that no value is infinite or not a number. */
  public static void assertFinite(String what, NDArray array) {
    assertFinite(what, of(array));
  }

  /** Asserts that no value is infinite or not a number. */
  public static void assertFinite(String what, double[] values) {
    assertThat(Arrays.stream(values).allMatch(Double::isFinite))
        .as("%s should be finite: %s", what, Arrays.toString(values))
        .isTrue();
  }

  /**
   * Asserts that values agree: {@code |actual - expected| <= tolerance * max(1, |expected|)}.
   *
   * @param what names the values in the message
   */
  public static void assertClose(
      String what, double[] actual, double[] expected, double tolerance) {
    assertThat(actual).as("the number of values of " + what).hasSameSizeAs(expected);
    for (int i = 0; i < actual.length; i++) {
      double margin = tolerance * Math.max(1, Math.abs(expected[i]));
      // Written so that a NaN fails.
      assertThat(Math.abs(actual[i] - expected[i]) <= margin)
          .as("value %d of %s is %s, expected %s", i, what, actual[i], expected[i])
          .isTrue();
    }
  }

  /** {@link #assertClose(String, double[], double[], double)} of values by name. */
  public static void assertClose(
      Map<String, double[]> actual, Map<String, double[]> expected, double tolerance) {
    assertThat(actual.keySet()).isEqualTo(expected.keySet());
    expected.forEach(
        (name, values) -> assertClose(name, requireNonNull(actual.get(name)), values, tolerance));
  }
}
