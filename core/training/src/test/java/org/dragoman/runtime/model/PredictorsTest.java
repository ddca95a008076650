package org.dragoman.runtime.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.dragoman.runtime.batch.PaddedBatch;
import org.dragoman.runtime.config.ConfigBinder;
import org.dragoman.runtime.config.ConfigTree;
import org.dragoman.runtime.engine.GradMode;
import org.dragoman.runtime.network.StackState;
import org.dragoman.runtime.plugin.Components;
import org.dragoman.runtime.plugin.PluginLoader;
import org.dragoman.runtime.plugin.Registry;
import org.dragoman.spi.ComponentKind;
import org.dragoman.spi.Mode;
import org.dragoman.spi.Option;
import org.dragoman.testkit.Gradients;
import org.dragoman.testkit.TestEngine;
import org.dragoman.testkit.Values;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Language models, generators, classifiers and taggers. */
class PredictorsTest {
  private static final int VOCABULARY = 11;
  private static final String REST =
      "embedding: {size: 6}, dropout: {embedding: 0, layers: 0, output: 0}";
  private static final int COUNT = 2;
  private static final int[] LONG = {2, 9, 5, 10, 4};
  private static final int[] SHORT = {2, 6};
  private static final List<int[]> TEXTS = List.of(SHORT, LONG, new int[] {7, 7, 8});

  private final TestEngine engine = new TestEngine();

  @AfterEach
  void close() {
    engine.close();
  }

  /** What a model's configuration is bound to. */
  record Bound(@Option("The model.") ModelConfig model) {}

  private Predictor model(String yaml) {
    Registry registry = PluginLoader.load(engine.ops(), List.of());
    ModelConfig config =
        new ConfigBinder(registry)
            .bind(Bound.class, ConfigTree.parse("model: {" + yaml + "}", "model.yaml"))
            .model();
    Predictor model =
        (Predictor)
            config.model(
                engine.ops(),
                new Vocabularies(VOCABULARY, VOCABULARY, false),
                new Components(registry));
    model.initialize(engine.manager(), DataType.FLOAT64);
    return model;
  }

  /** The types, each with a cell. */
  private static Stream<String> shapes(String cell) {
    return Stream.of(
            "type: language-model, network: {%s, layers: 2}, " + REST,
            "type: generator, numbers: 2, hidden: 4, network: {%s, layers: 2}, " + REST,
            "type: classifier, pooling: attention, encoder: {%s}, " + REST,
            "type: tagger, encoder: {%s}, " + REST)
        .map(yaml -> yaml.formatted("cell: {type: " + cell + ", size: 6}"));
  }

  private Predictor.Inputs inputs(NDManager scope, Predictor model, List<int[]> texts, int first) {
    PaddedBatch tokens = PaddedBatch.of(scope, texts);
    if (!(model instanceof Generator)) {
      return Predictor.Inputs.of(tokens);
    }
    double[] numbers =
        IntStream.range(first * COUNT, (first + texts.size()) * COUNT)
            .mapToDouble(Math::sin)
            .toArray();
    NDArray array = engine.array(numbers, new Shape(texts.size(), COUNT), DataType.FLOAT64);
    array.attach(scope);
    return new Predictor.Inputs(tokens, array, null);
  }

  static List<String> models() {
    String rest = "dropout: {embedding: 0, layers: 0, output: 0}";
    String encoder = "encoder: {cell: {type: lstm, size: 4}}, ";
    List<String> yamls = new ArrayList<>(shapes("gru").toList());
    yamls.add("type: language-model, tie: true, network: {cell: {type: lstm, size: 6}}, " + REST);
    yamls.add(
        "type: language-model, embedding: {type: one-hot}, network: {cell: {type: gru, size: 5}}, "
            + rest);
    for (String pooling : List.of("last", "mean", "max", "attention")) {
      yamls.add("type: classifier, pooling: %s, ".formatted(pooling) + encoder + REST);
    }
    for (String pooling : List.of("mean", "max", "attention")) {
      yamls.add("type: classifier, encoder: none, pooling: %s, ".formatted(pooling) + REST);
    }
    return yamls;
  }

  @ParameterizedTest
  @MethodSource("models")
  void gradientsAreThoseThatDifferencesShow(String yaml) {
    Predictor model = model(yaml);
    Shape shape;
    try (NDManager scope = engine.manager().newSubManager();
        GradMode off = GradMode.off()) {
      shape = model.predict(inputs(scope, model, TEXTS, 0)).logits().getShape();
    }
    double[] factors = IntStream.range(0, (int) shape.size()).mapToDouble(Math::cos).toArray();
    NDArray factor = engine.array(factors, shape, DataType.FLOAT64);
    new Gradients(
            engine,
            Weights.arrays(model.parameters()),
            scope ->
                model
                    .predict(inputs(scope, model, TEXTS, 0), Mode.TRAINING, model.runner())
                    .logits()
                    .mul(factor)
                    .sum())
        .check();
  }

  /** A text has the same scores alone as beside longer ones, with every registered cell. */
  @Test
  void paddingChangesNoScoreWithAnyCell() {
    List<String> cells = PluginLoader.load(engine.ops(), List.of()).names(ComponentKind.CELL);
    assertThat(cells).hasSizeGreaterThan(10);
    for (String cell : cells) {
      shapes(cell).forEach(this::assertThatPaddingChangesNothing);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"last", "mean", "max", "attention"})
  void paddingChangesNoPooling(String pooling) {
    assertThatPaddingChangesNothing(
        "type: classifier, pooling: %s, encoder: {cell: {type: gru, size: 4}}, ".formatted(pooling)
            + REST);
  }

  private void assertThatPaddingChangesNothing(String yaml) {
    Predictor model = model(yaml);
    try (NDManager scope = engine.manager().newSubManager();
        GradMode off = GradMode.off()) {
      NDArray together = model.predict(inputs(scope, model, TEXTS, 0)).logits();
      int width = (int) together.getShape().get(1);
      double[] all = Values.of(together);
      for (int b = 0; b < TEXTS.size(); b++) {
        double[] alone =
            Values.of(model.predict(inputs(scope, model, List.of(TEXTS.get(b)), b)).logits());
        double[] here = rowsOf(b, all, width, model instanceof Classifier);
        assertThat(here).as(yaml).containsExactly(alone, within(1e-10));
      }
    }
  }

  /** The rows of one text: time-major rows of the texts that are long enough. */
  private static double[] rowsOf(int text, double[] all, int width, boolean oneEach) {
    List<Integer> rows = new ArrayList<>();
    int row = 0;
    for (int t = 0; t < (oneEach ? 1 : LONG.length); t++) {
      for (int b = 0; b < TEXTS.size(); b++) {
        if (oneEach || t < TEXTS.get(b).length) {
          if (b == text) {
            rows.add(row);
          }
          row++;
        }
      }
    }
    return rows.stream()
        .flatMapToInt(r -> IntStream.range(r * width, (r + 1) * width))
        .mapToDouble(i -> all[i])
        .toArray();
  }

  /** A search reads token by token what training reads at once, with every registered cell. */
  @Test
  void stepsOfALanguageModelScoreWhatTheWholeTextScores() {
    for (String cell : PluginLoader.load(engine.ops(), List.of()).names(ComponentKind.CELL)) {
      LanguageModel model = (LanguageModel) model(shapes(cell).findFirst().orElseThrow());
      try (NDManager scope = engine.manager().newSubManager();
          GradMode off = GradMode.off()) {
        NDArray whole =
            model.predict(inputs(scope, model, List.of(LONG), 0)).logits().logSoftmax(-1);
        StackState state = model.start(scope, 1, null);
        for (int t = 0; t < LONG.length; t++) {
          LanguageModel.Step step = model.step(scope.create(new long[] {LONG[t]}), state);
          assertThat(Values.of(step.logProbabilities()))
              .as(cell + " at " + t)
              .containsExactly(Values.of(whole.get(t)), within(1e-10));
          state = step.state();
        }
      }
    }
  }
}
