package org.dragoman.training.optimizer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.nn.Parameter;
import java.util.LinkedHashMap;
import java.util.Map;
import org.dragoman.runtime.engine.GradMode;
import org.dragoman.runtime.engine.Torch;
import org.dragoman.training.data.Held;
import org.dragoman.training.loop.Weight;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/** {@link Adam} and {@link ClippedStep}. */
class AdamTest {
  private static final Torch TORCH = Torch.open(Device.cpu());
  private static final OptimizerConfig CONFIG =
      new OptimizerConfig(OptimizerConfig.OptimizerType.ADAM, 0.1, 0.8, 0.95, 1e-6, 0, 0);
  private static final float[][] GRADIENTS = {
    {1, -2, 0}, {0.5f, 3, -1e-4f}, {-4, 0, 2}, {1e3f, -1e-3f, 0.25f}
  };

  @AfterAll
  static void close() {
    TORCH.close();
  }

  private static Map<String, Parameter> weights() {
    Map<String, Parameter> weights = new LinkedHashMap<>();
    weights.put("a", Weight.of(TORCH, "a", 1, 2, 3));
    weights.put("b", Weight.of(TORCH, "b", -1));
    return weights;
  }

  private static void addGradients(Map<String, Parameter> weights, float... a) {
    Weight.addGradient(TORCH, weights.get("a"), a);
  }

  private static float[] values(Map<String, Parameter> weights, String name) {
    return weights.get(name).getArray().toFloatArray();
  }

  @Test
  void stepsAreThoseOfTheFormula() {
    Map<String, Parameter> weights = weights();
    double[] expected = {1, 2, 3};
    double[] mean = new double[3];
    double[] variance = new double[3];
    try (Adam adam = new Adam(TORCH, CONFIG, weights);
        GradMode off = GradMode.off()) {
      for (int t = 1; t <= GRADIENTS.length; t++) {
        addGradients(weights, GRADIENTS[t - 1]);
        adam.step(0.01 * t, 0.5);
        new Gradients(TORCH, weights).zero();
        for (int i = 0; i < 3; i++) {
          double g = 0.5 * GRADIENTS[t - 1][i];
          mean[i] = 0.8 * mean[i] + 0.2 * g;
          variance[i] = 0.95 * variance[i] + 0.05 * g * g;
          double unbiasedMean = mean[i] / (1 - Math.pow(0.8, t));
          double unbiasedVariance = variance[i] / (1 - Math.pow(0.95, t));
          expected[i] -= 0.01 * t * unbiasedMean / (Math.sqrt(unbiasedVariance) + 1e-6);
          assertThat((double) values(weights, "a")[i])
              .describedAs("weight %d after step %d", i, t)
              .isCloseTo(expected[i], within(2e-6));
        }
      }
      assertThat(adam.steps()).isEqualTo(4);
    }
  }

  @Test
  void aWeightWithoutAGradientStays() {
    Map<String, Parameter> weights = weights();
    try (Adam adam = new Adam(TORCH, CONFIG, weights);
        GradMode off = GradMode.off()) {
      addGradients(weights, 1, 1, 1);
      adam.step(0.1, 1);

      assertThat(values(weights, "b")).containsExactly(-1);
      assertThat(values(weights, "a")[0]).isNotEqualTo(1);
    }
  }

  @Test
  void theNormIsOfAllGradientsTogether() {
    Map<String, Parameter> weights = weights();
    try (Adam adam = new Adam(TORCH, CONFIG, weights);
        GradMode off = GradMode.off()) {
      addGradients(weights, 1, 2, 2);
      Weight.addGradient(TORCH, weights.get("b"), 4);

      assertThat(new Gradients(TORCH, weights).norm()).isCloseTo(5, within(1e-6));
      new Gradients(TORCH, weights).zero();
      assertThat(new Gradients(TORCH, weights).norm()).isZero();
    }
  }

  @Test
  void nothingIsLeftBehind() {
    Map<String, Parameter> weights = weights();
    try (Adam adam = new Adam(TORCH, CONFIG, weights);
        GradMode off = GradMode.off()) {
      addGradients(weights, 1, 2, 2);
      new ClippedStep(new Gradients(TORCH, weights), adam, 1, 0).take(1, 1, 0.1);
      int before = Held.count(TORCH.manager());
      for (int i = 0; i < 5; i++) {
        addGradients(weights, 1, 2, 2);
        new ClippedStep(new Gradients(TORCH, weights), adam, 1, 0).take(1, 1, 0.1);
      }

      assertThat(Held.count(TORCH.manager())).isEqualTo(before);
    }
  }

  @Test
  void aRestoredStateGoesOnAlike() {
    Map<String, Parameter> weights = weights();
    Map<String, Parameter> others = weights();
    try (Adam adam = new Adam(TORCH, CONFIG, weights);
        Adam restored = new Adam(TORCH, CONFIG, others);
        GradMode off = GradMode.off()) {
      addGradients(weights, 1, -2, 3);
      adam.step(0.1, 1);
      new Gradients(TORCH, weights).zero();
      restored.restore(adam.state(), adam.steps());
      addGradients(weights, 5, 5, 5);
      addGradients(others, 5, 5, 5);
      float[] before = values(weights, "a");
      adam.step(0.1, 1);
      restored.step(0.1, 1);

      float[] after = values(weights, "a");
      float[] start = {1, 2, 3};
      for (int i = 0; i < 3; i++) {
        assertThat(values(others, "a")[i] - start[i])
            .isCloseTo(after[i] - before[i], within(1e-6f));
      }
    }
  }

  @Test
  void aStateThatLacksAnArrayIsRefused() {
    try (Adam adam = new Adam(TORCH, CONFIG, weights())) {
      Map<String, NDArray> state = adam.state();
      state.remove("variance.b");

      assertThatThrownBy(() -> adam.restore(state, 3))
          .hasMessage("the optimizer's variance.b is missing or of another shape");
    }
  }

  @Test
  void clippingKeepsTheDirection() {
    // A plain Adam step does not depend on the gradient's scale; its state does.
    Map<String, Parameter> weights = weights();
    try (Adam adam = new Adam(TORCH, CONFIG, weights);
        GradMode off = GradMode.off()) {
      addGradients(weights, 20, -40, 40);
      ClippedStep.Outcome outcome =
          new ClippedStep(new Gradients(TORCH, weights), adam, 1.5, 0).take(10, 7, 0.1);

      assertThat(outcome.applied()).isTrue();
      assertThat(outcome.gradientNorm()).isCloseTo(6, within(1e-5));
      // The mean's first step is (1 - beta1) g, g of norm 1.5 and of direction (1, -2, 2) / 3.
      float[] mean = adam.state().get("mean.a").toFloatArray();
      assertThat(mean[0]).isCloseTo(0.2f * 0.5f, within(1e-6f));
      assertThat(mean[1]).isCloseTo(0.2f * -1, within(1e-6f));
      assertThat(mean[2]).isCloseTo(0.2f * 1, within(1e-6f));
    }
  }

  @Test
  void aShortGradientIsNotLengthened() {
    for (double clipNorm : new double[] {6, 0}) {
      Map<String, Parameter> weights = weights();
      try (Adam adam = new Adam(TORCH, CONFIG, weights);
          GradMode off = GradMode.off()) {
        addGradients(weights, 10, -20, 20);
        new ClippedStep(new Gradients(TORCH, weights), adam, clipNorm, 0).take(10, 7, 0.1);

        assertThat(adam.state().get("mean.a").toFloatArray()[1]).isCloseTo(-0.4f, within(1e-6f));
      }
    }
  }

  @Test
  void whatIsNotFiniteIsLeftOutAndForgotten() {
    for (float bad : new float[] {Float.NaN, Float.POSITIVE_INFINITY}) {
      Map<String, Parameter> weights = weights();
      try (Adam adam = new Adam(TORCH, CONFIG, weights);
          GradMode off = GradMode.off()) {
        addGradients(weights, 1, bad, 1);
        assertThat(
                new ClippedStep(new Gradients(TORCH, weights), adam, 1, 0)
                    .take(1, 1, 0.1)
                    .applied())
            .isFalse();
        addGradients(weights, 1, 1, 1);
        assertThat(
                new ClippedStep(new Gradients(TORCH, weights), adam, 1, 0)
                    .take(1, bad, 0.1)
                    .applied())
            .isFalse();

        assertThat(values(weights, "a")).containsExactly(1, 2, 3);
        assertThat(adam.steps()).isZero();
        assertThat(Weight.gradient(weights.get("a"))).containsExactly(0, 0, 0);
        addGradients(weights, 1, 1, 1);
        assertThat(
                new ClippedStep(new Gradients(TORCH, weights), adam, 1, 0)
                    .take(1, 1, 0.1)
                    .applied())
            .isTrue();
        assertThat(values(weights, "a")).doesNotContain(Float.NaN);
      }
    }
  }
}
