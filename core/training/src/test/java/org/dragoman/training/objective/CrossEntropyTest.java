package org.dragoman.training.objective;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.djl.Device;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.Random;
import org.dragoman.runtime.engine.Torch;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CrossEntropyTest {
  private static final Torch TORCH = Torch.open(Device.cpu());
  private static final int N = 5;
  private static final int V = 7;
  private static final long[] TARGETS = {3, 0, 6, 3, 1};

  @AfterAll
  static void close() {
    TORCH.close();
  }

  private static double[] logits() {
    return new Random(5).doubles(N * V, -4, 4).toArray();
  }

  /** Loss and negative log-likelihood as the definition has them. */
  private static double[] plain(double[] logits, double smoothing) {
    double loss = 0;
    double likelihood = 0;
    for (int n = 0; n < N; n++) {
      double sum = 0;
      for (int v = 0; v < V; v++) {
        sum += Math.exp(logits[n * V + v]);
      }
      for (int v = 0; v < V; v++) {
        double logProbability = logits[n * V + v] - Math.log(sum);
        double wanted = smoothing / V + (v == TARGETS[n] ? 1 - smoothing : 0);
        loss -= wanted * logProbability;
        likelihood -= v == TARGETS[n] ? logProbability : 0;
      }
    }
    return new double[] {loss, likelihood};
  }

  @ParameterizedTest
  @ValueSource(doubles = {0, 0.1, 0.5})
  void agreesWithAPlainComputation(double smoothing) {
    try (NDManager scope = TORCH.manager().newSubManager()) {
      CrossEntropy.Loss loss =
          new CrossEntropy(TORCH, smoothing)
              .of(scope.create(floats(logits()), new Shape(N, V)), scope.create(TARGETS));
      double[] expected = plain(logits(), smoothing);

      assertThat(loss.sum()).isCloseTo(expected[0], within(1e-4));
      assertThat(loss.negativeLogLikelihood()).isCloseTo(expected[1], within(1e-4));
    }
  }

  @ParameterizedTest
  @ValueSource(doubles = {0, 0.1, 0.5})
  void theGradientAgreesWithFiniteDifferences(double smoothing) {
    try (NDManager scope = TORCH.manager().newSubManager()) {
      double[] logits = logits();
      CrossEntropy.Loss loss =
          new CrossEntropy(TORCH, smoothing)
              .of(scope.create(logits, new Shape(N, V)), scope.create(TARGETS));
      double[] gradient = loss.gradient().toDoubleArray();
      double h = 1e-5;
      for (int i = 0; i < logits.length; i++) {
        double[] more = logits.clone();
        double[] less = logits.clone();
        more[i] += h;
        less[i] -= h;
        double slope = (plain(more, smoothing)[0] - plain(less, smoothing)[0]) / (2 * h);
        assertThat(gradient[i]).isCloseTo(slope, within(1e-8));
      }
    }
  }

  private static float[] floats(double[] values) {
    float[] floats = new float[values.length];
    for (int i = 0; i < values.length; i++) {
      floats[i] = (float) values[i];
    }
    return floats;
  }
}
