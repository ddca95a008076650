package org.dragoman.training.objective;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.index.NDIndex;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import java.util.List;
import java.util.Map;
import org.dragoman.runtime.batch.PaddedBatch;
import org.dragoman.runtime.config.ConfigBinder;
import org.dragoman.runtime.config.ConfigTree;
import org.dragoman.runtime.engine.GradMode;
import org.dragoman.runtime.model.Predictor;
import org.dragoman.runtime.model.Tagger;
import org.dragoman.runtime.model.TaggerConfig;
import org.dragoman.runtime.model.Vocabularies;
import org.dragoman.runtime.model.Weights;
import org.dragoman.runtime.plugin.Components;
import org.dragoman.runtime.plugin.PluginLoader;
import org.dragoman.runtime.plugin.Registry;
import org.dragoman.spi.Mode;
import org.dragoman.testkit.TestEngine;
import org.dragoman.testkit.Values;
import org.dragoman.training.batch.PredictionBatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ChainLossTest {
  private static final int LABELS = 3;
  private static final List<int[]> TEXTS =
      List.of(new int[] {4, 5}, new int[] {6, 4, 7, 5}, new int[] {5});
  // Time-major: the first tokens of all texts, then the second ones, and so on.
  private static final long[] WANTED = {0, 2, 1, 1, 2, 0, 2};
  private static final double STEP = 1e-5;

  private final TestEngine engine = new TestEngine();

  @AfterEach
  void close() {
    engine.close();
  }

  private Tagger tagger() {
    Registry registry = PluginLoader.load(engine.ops(), List.of());
    TaggerConfig config =
        new ConfigBinder(registry)
            .bind(
                TaggerConfig.class,
                ConfigTree.parse(
                    "{output: crf, embedding: {size: 3}, encoder: {cell: {type: gru, size: 3}},"
                        + " dropout: {embedding: 0, layers: 0, output: 0}}",
                    "tagger.yaml"));
    Tagger tagger =
        new Tagger(
            engine.ops(), config, new Vocabularies(8, LABELS + 4, false), new Components(registry));
    tagger.initialize(engine.manager(), DataType.FLOAT64);
    return tagger;
  }

  private double loss(Tagger tagger, Objective.Backward backward) {
    try (NDManager scope = engine.manager().newSubManager();
        GradMode on = GradMode.on()) {
      Predictor.Inputs inputs = Predictor.Inputs.of(PaddedBatch.of(scope, TEXTS));
      PredictionBatch batch = new PredictionBatch(inputs, scope.create(WANTED));
      return new ChainLoss(tagger.transitions())
          .learn(tagger.predict(inputs, Mode.TRAINING, tagger.runner()), batch, backward);
    }
  }

  @Test
  void gradientsAreThoseThatDifferencesShow() {
    Tagger tagger = tagger();
    Map<String, NDArray> weights = Weights.arrays(tagger.parameters());
    weights.values().forEach(weight -> weight.setRequiresGradient(true));
    double loss = loss(tagger, engine.torch()::backward);
    assertThat(loss).isPositive();

    weights.forEach(
        (name, weight) -> {
          double[] gradient = Values.of(weight.getGradient());
          for (int i = 0; i < gradient.length; i += 1 + gradient.length / 20) {
            double up = moved(tagger, weight, i, STEP);
            double down = moved(tagger, weight, i, -STEP);
            assertThat(gradient[i])
                .as(name + "[" + i + "]")
                .isCloseTo((up - down) / (2 * STEP), within(1e-6));
          }
        });
  }

  /** The loss where one value of a weight is another. */
  private double moved(Tagger tagger, NDArray weight, int place, double by) {
    double[] values = Values.of(weight);
    set(weight, values, place, values[place] + by);
    double loss = loss(tagger, (output, gradient) -> {});
    set(weight, values, place, values[place]);
    return loss;
  }

  private void set(NDArray weight, double[] values, int place, double value) {
    double[] changed = values.clone();
    changed[place] = value;
    Shape shape = weight.getShape();
    try (GradMode off = GradMode.off();
        NDArray array = engine.array(changed, shape, DataType.FLOAT64)) {
      weight.set(new NDIndex(":"), array);
    }
  }
}
