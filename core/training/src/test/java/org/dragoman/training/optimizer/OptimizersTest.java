package org.dragoman.training.optimizer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Parameter;
import ai.djl.training.initializer.NormalInitializer;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.dragoman.runtime.DragomanException;
import org.dragoman.runtime.engine.GradMode;
import org.dragoman.runtime.engine.Torch;
import org.dragoman.training.data.Held;
import org.dragoman.training.loop.Weight;
import org.dragoman.training.optimizer.OptimizerConfig.OptimizerType;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Optimizers against their equations written once more, averages, and what is frozen. */
class OptimizersTest {
  private static final Torch TORCH = Torch.open(Device.cpu());
  private static final int ROWS = 3;
  private static final int COLUMNS = 4;

  @AfterAll
  static void close() {
    TORCH.close();
  }

  /** The equations of an optimizer for one weight. */
  private interface Twin {
    /** Changes a weight by a gradient, at a step counted from 1. */
    void step(double[] weight, double[] gradient, int number, double rate);
  }

  private static Parameter matrix() {
    Parameter parameter =
        Parameter.builder()
            .setName("m")
            .setType(Parameter.Type.WEIGHT)
            .optShape(new Shape(ROWS, COLUMNS))
            .optInitializer(new NormalInitializer(1f))
            .build();
    parameter.initialize(TORCH.manager(), DataType.FLOAT32);
    return parameter;
  }

  private static OptimizerConfig config(OptimizerType type, double momentum) {
    return new OptimizerConfig(type, 0.1, 0.8, 0.95, 1e-6, momentum, 0.3);
  }

  /** Holds some steps of an optimizer against its twin, for a matrix and a vector. */
  private static void assertSteps(OptimizerConfig config, Twin forMatrix, Twin forVector) {
    Map<String, Parameter> weights = new LinkedHashMap<>();
    weights.put("m", matrix());
    weights.put("v", Weight.of(TORCH, "v", 1, -2, 0.5f, 3));
    Map<String, Twin> twins = Map.of("m", forMatrix, "v", forVector);
    Map<String, double[]> expected = new LinkedHashMap<>();
    weights.forEach((name, weight) -> expected.put(name, doubles(weight)));
    Random random = new Random(5);
    try (Optimizer optimizer = Optimizer.of(TORCH, config, weights);
        GradMode off = GradMode.off()) {
      int before = 0;
      for (int t = 1; t <= 6; t++) {
        int number = t;
        double rate = 0.02 * t;
        weights.forEach(
            (name, weight) -> {
              float[] gradient = new float[expected.get(name).length];
              IntStream.range(0, gradient.length)
                  .forEach(i -> gradient[i] = (float) random.nextGaussian());
              Weight.addGradient(TORCH, weight, gradient);
              double[] scaled =
                  IntStream.range(0, gradient.length).mapToDouble(i -> 0.5 * gradient[i]).toArray();
              twins.get(name).step(expected.get(name), scaled, number, rate);
            });
        optimizer.step(rate, 0.5);
        new Gradients(TORCH, weights).zero();
        weights.forEach(
            (name, weight) ->
                assertThat(doubles(weight))
                    .as("%s after step %d", name, number)
                    .containsExactly(expected.get(name), within(5e-6)));
        if (t == 3) {
          before = Held.count(TORCH.manager());
        }
      }
      assertThat(Held.count(TORCH.manager())).isEqualTo(before);
      assertThat(optimizer.steps()).isEqualTo(6);
    }
    weights.values().forEach(Parameter::close);
  }

  private static double[] doubles(Parameter weight) {
    float[] values = weight.getArray().toFloatArray();
    return IntStream.range(0, values.length).mapToDouble(i -> values[i]).toArray();
  }

  @Test
  void sgdFollowsTheGradient() {
    Twin plain =
        (weight, gradient, number, rate) ->
            Arrays.setAll(weight, i -> weight[i] - rate * gradient[i]);
    assertSteps(config(OptimizerType.SGD, 0), plain, plain);
  }

  @Test
  void momentumGoesOn() {
    assertSteps(config(OptimizerType.SGD, 0.9), momentum(), momentum());
  }

  private static Twin momentum() {
    double[] velocity = new double[ROWS * COLUMNS];
    return (weight, gradient, number, rate) -> {
      for (int i = 0; i < weight.length; i++) {
        velocity[i] = 0.9 * velocity[i] + gradient[i];
        weight[i] -= rate * velocity[i];
      }
    };
  }

  @Test
  void weightsOfAdamWDecayApartFromTheirGradients() {
    assertSteps(config(OptimizerType.ADAMW, 0), adamW(), adamW());
  }

  private static Twin adamW() {
    double[] mean = new double[ROWS * COLUMNS];
    double[] variance = new double[ROWS * COLUMNS];
    return (weight, gradient, number, rate) -> {
      for (int i = 0; i < weight.length; i++) {
        double g = gradient[i];
        mean[i] = 0.8 * mean[i] + 0.2 * g;
        variance[i] = 0.95 * variance[i] + 0.05 * g * g;
        double step =
            mean[i]
                / (1 - Math.pow(0.8, number))
                / (Math.sqrt(variance[i] / (1 - Math.pow(0.95, number))) + 1e-6);
        weight[i] -= rate * (step + 0.3 * weight[i]);
      }
    };
  }

  @Test
  void adafactorKeepsRowsAndColumns() {
    double[] rows = new double[ROWS];
    double[] columns = new double[COLUMNS];
    double[] variance = new double[COLUMNS];
    assertSteps(
        config(OptimizerType.ADAFACTOR, 0),
        (weight, gradient, number, rate) -> {
          double beta = 1 - Math.pow(number, -0.8);
          for (int r = 0; r < ROWS; r++) {
            double mean = 0;
            for (int c = 0; c < COLUMNS; c++) {
              mean += (gradient[r * COLUMNS + c] * gradient[r * COLUMNS + c] + 1e-30) / COLUMNS;
            }
            rows[r] = beta * rows[r] + (1 - beta) * mean;
          }
          for (int c = 0; c < COLUMNS; c++) {
            double mean = 0;
            for (int r = 0; r < ROWS; r++) {
              mean += (gradient[r * COLUMNS + c] * gradient[r * COLUMNS + c] + 1e-30) / ROWS;
            }
            columns[c] = beta * columns[c] + (1 - beta) * mean;
          }
          double all = Arrays.stream(rows).average().orElseThrow();
          double[] change = new double[weight.length];
          Arrays.setAll(
              change, i -> gradient[i] / Math.sqrt(rows[i / COLUMNS] * columns[i % COLUMNS] / all));
          factored(weight, change, rate);
        },
        (weight, gradient, number, rate) -> {
          double beta = 1 - Math.pow(number, -0.8);
          double[] change = new double[weight.length];
          for (int i = 0; i < weight.length; i++) {
            variance[i] = beta * variance[i] + (1 - beta) * (gradient[i] * gradient[i] + 1e-30);
            change[i] = gradient[i] / Math.sqrt(variance[i]);
          }
          factored(weight, change, rate);
        });
  }

  private static void factored(double[] weight, double[] change, double rate) {
    double clip = Math.max(1, rootMeanSquare(change));
    double size = Math.max(1e-3, rootMeanSquare(weight));
    Arrays.setAll(weight, i -> weight[i] - rate * size * change[i] / clip);
  }

  private static double rootMeanSquare(double[] values) {
    return Math.sqrt(Arrays.stream(values).map(value -> value * value).average().orElseThrow());
  }

  @Test
  void theStateOfAdafactorIsSmall() {
    Map<String, Parameter> weights = Map.of("m", matrix());
    try (Optimizer optimizer = Optimizer.of(TORCH, config(OptimizerType.ADAFACTOR, 0), weights)) {
      assertThat(optimizer.state().values().stream().mapToLong(NDArray::size).sum())
          .isEqualTo(ROWS + COLUMNS);
    }
  }

  @ParameterizedTest
  @EnumSource(OptimizerType.class)
  void aRestoredStateGoesOnAlike(OptimizerType type) {
    Map<String, Parameter> one = Map.of("v", Weight.of(TORCH, "v", 1, 2, 3));
    Map<String, Parameter> other = Map.of("v", Weight.of(TORCH, "v", 1, 2, 3));
    OptimizerConfig config = config(type, type == OptimizerType.SGD ? 0.9 : 0);
    try (Optimizer first = Optimizer.of(TORCH, config, one);
        Optimizer second = Optimizer.of(TORCH, config, other);
        GradMode off = GradMode.off()) {
      for (Map<String, Parameter> weights : List.of(one, other)) {
        Weight.addGradient(TORCH, weights.get("v"), 1, -2, 3);
      }
      first.step(0.1, 1);
      second.step(0.1, 1);
      try (Optimizer resumed = Optimizer.of(TORCH, config, other)) {
        resumed.restore(second.state(), second.steps());
        first.step(0.1, 1);
        resumed.step(0.1, 1);
      }
      assertThat(doubles(other.get("v"))).isEqualTo(doubles(one.get("v")));
    }
  }

  @Test
  void valuesAreCutBeforeTheNormIs() {
    Map<String, Parameter> weights = Map.of("v", Weight.of(TORCH, "v", 0, 0, 0));
    try (Optimizer sgd = Optimizer.of(TORCH, config(OptimizerType.SGD, 0), weights);
        GradMode off = GradMode.off()) {
      Weight.addGradient(TORCH, weights.get("v"), 30, -80, 5);
      ClippedStep step = new ClippedStep(new Gradients(TORCH, weights), sgd, 0, 4);
      ClippedStep.Outcome outcome = step.take(10, 1, 1);
      assertThat(outcome.gradientNorm()).isCloseTo(Math.sqrt(9 + 64 + 0.25), within(1e-5));
      assertThat(doubles(weights.get("v")))
          .containsExactly(new double[] {-3, 4, -0.5}, within(1e-6));
      Weight.addGradient(TORCH, weights.get("v"), 30, -80, 0);
      new ClippedStep(new Gradients(TORCH, weights), sgd, 2.5, 4).take(10, 1, 1);
      // 3 and -4 have the norm 5, of which a half is left.
      assertThat(doubles(weights.get("v")))
          .containsExactly(new double[] {-4.5, 6, -0.5}, within(1e-6));
    }
  }

  @Test
  void averagesFollowTheWeights() {
    Map<String, Parameter> weights = Map.of("v", Weight.of(TORCH, "v", 1, 2));
    try (AveragedWeights average = new AveragedWeights(TORCH, new AverageConfig(0.9), weights);
        Optimizer sgd = Optimizer.of(TORCH, config(OptimizerType.SGD, 0), weights);
        NDManager scope = TORCH.manager().newSubManager();
        GradMode off = GradMode.off()) {
      double[] expected = {1, 2};
      for (int t = 1; t <= 30; t++) {
        Weight.addGradient(TORCH, weights.get("v"), 1, -3);
        sgd.step(0.1, 1);
        new Gradients(TORCH, weights).zero();
        average.add(t);
        double decay = Math.min(0.9, (1.0 + t) / (10 + t));
        double[] now = doubles(weights.get("v"));
        Arrays.setAll(expected, i -> decay * expected[i] + (1 - decay) * now[i]);
      }
      double[] raw = doubles(weights.get("v"));
      average.swap();
      assertThat(doubles(weights.get("v"))).containsExactly(expected, within(1e-5));
      average.swap();
      assertThat(doubles(weights.get("v"))).isEqualTo(raw);
      // A run that had no average begins one with its weights.
      average.restore(Map.of());
      average.swap();
      assertThat(doubles(weights.get("v"))).isEqualTo(raw);
    }
  }

  @Test
  void whatIsFrozenIsNotTrained() {
    Map<String, Parameter> all = new LinkedHashMap<>();
    for (String name : List.of("encoder.0.w", "encoder.1.w", "output.w")) {
      all.put(name, Weight.of(TORCH, "w", 1));
    }
    assertThat(Trainable.of(all, List.of("encoder.*"))).containsOnlyKeys("output.w");
    assertThat(all.get("encoder.0.w").requiresGradient()).isFalse();
    assertThat(all.get("output.w").requiresGradient()).isTrue();
    assertThat(Trainable.of(all, List.of())).hasSize(3);
    assertThat(all.get("encoder.0.w").requiresGradient()).isTrue();
    assertThatThrownBy(() -> Trainable.of(all, List.of("encoder.*", "outpt.*")))
        .isInstanceOf(DragomanException.class)
        .hasMessage(
            "training.freeze: no weight is called 'outpt.*'. There are: encoder.0.w, encoder.1.w, output.w.");
    assertThatThrownBy(() -> Trainable.of(all, List.of("*")))
        .hasMessageStartingWith("training.freeze: nothing is left to train.");
  }

  @Test
  void momentumIsOfSgdOnly() {
    assertThatThrownBy(() -> config(OptimizerType.ADAM, 0.9))
        .hasMessage("momentum is of type sgd only; adam has beta1");
  }
}
