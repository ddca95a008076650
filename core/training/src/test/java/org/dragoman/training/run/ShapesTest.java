package org.dragoman.training.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.dragoman.runtime.DragomanException;
import org.dragoman.runtime.bundle.Bundle;
import org.dragoman.runtime.bundle.BundleSource;
import org.dragoman.runtime.config.ConfigBinder;
import org.dragoman.runtime.config.ConfigTree;
import org.dragoman.runtime.engine.GradMode;
import org.dragoman.runtime.engine.Torch;
import org.dragoman.runtime.file.SentencePair;
import org.dragoman.runtime.inspect.InspectedText;
import org.dragoman.runtime.model.LanguageModel;
import org.dragoman.runtime.plugin.PluginLoader;
import org.dragoman.runtime.plugin.Registry;
import org.dragoman.training.config.RunConfig;
import org.dragoman.training.inspect.GradientTrace;
import org.dragoman.training.loop.TrainingListener;
import org.dragoman.training.validation.Validation;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Whole runs of every shape of model but the translator, which has tests of its own. */
class ShapesTest {
  private static final String CELL = "{cell: {type: gru, size: 12}}";

  @TempDir private Path folder;
  private final Torch torch = Torch.open(Device.cpu());
  private final Registry registry = PluginLoader.load(torch.ops(), List.of());

  /** A shape, and data that it can learn. */
  enum Shape {
    LANGUAGE_MODEL(
        "{train: {text: FILE}, dev: {text: FILE}}",
        "{shared: {tokenizer: whitespace}}",
        "{type: language-model, network: " + CELL),
    CARRYING(
        "{train: {text: FILE}, dev: {text: FILE}}",
        "{shared: {tokenizer: whitespace}}",
        "{type: language-model, carry-state: true, network: " + CELL),
    CLASSIFIER(
        "{train: {tsv: FILE}, dev: {tsv: FILE}}",
        "{source: {tokenizer: whitespace}}",
        "{type: classifier, pooling: last, encoder: " + CELL),
    BAG(
        "{train: {tsv: FILE}, dev: {tsv: FILE}}",
        "{source: {tokenizer: whitespace}}",
        "{type: classifier, encoder: none"),
    TAGGER(
        "{train: {conll: FILE}, dev: {conll: FILE}}",
        "{source: {tokenizer: whitespace}}",
        "{type: tagger, encoder: " + CELL),
    CHAIN(
        "{train: {conll: FILE}, dev: {conll: FILE}}",
        "{source: {tokenizer: whitespace}}",
        "{type: tagger, output: crf, encoder: " + CELL),
    GENERATOR(
        "{train: {tsv: FILE}, dev: {tsv: FILE}}",
        "{target: {tokenizer: whitespace}}",
        "{type: generator, numbers: 2, hidden: 8, network: " + CELL);

    private final String yaml;

    Shape(String data, String text, String model) {
      yaml =
          """
          name: shape
          data: %s
          text: %s
          model: %s, embedding: {size: 8}, dropout: {embedding: 0.1}}
          training:
            batch: {size: 8}
            label-smoothing: 0
            optimizer: {learning-rate: 0.02}
            stop: {epochs: 0, updates: 60, patience: 0}
            validation: {every: 10}
            checkpoint: {keep: 9}
          """
              .formatted(data, text, model);
    }

    /** Counts up from a number, or says what kind of number it is. */
    List<String> lines() {
      Random random = new Random(1);
      List<String> lines = new ArrayList<>();
      for (int i = 0; i < 60; i++) {
        int first = random.nextInt(5);
        String count = "%d %d %d".formatted(first, first + 1, first + 2);
        String kind = first % 2 == 0 ? "even" : "odd";
        switch (this) {
          case LANGUAGE_MODEL -> lines.add(count);
          case CARRYING -> lines.add(i % 4 == 3 ? "" : count);
          case CLASSIFIER, BAG -> lines.add(count + "\t" + kind);
          case GENERATOR -> lines.add("%d %d\t%s".formatted(first, first % 2, count));
          case TAGGER, CHAIN -> {
            for (String word : count.split(" ")) {
              lines.add(word + "\t" + (Integer.parseInt(word) % 2 == 0 ? "even" : "odd"));
            }
            lines.add("");
          }
        }
      }
      return lines;
    }
  }

  private RunConfig config;

  @BeforeEach
  void readsNothingYet() {
    config = null;
  }

  @AfterEach
  void close() {
    registry.close();
    torch.close();
  }

  private RunConfig config(Shape shape, String... overrides) throws IOException {
    Path file = Files.write(folder.resolve("data"), shape.lines());
    ConfigTree tree =
        ConfigTree.parse(shape.yaml.replace("FILE", "'" + file + "'"), "shape.yaml")
            .override(List.of(overrides));
    return new ConfigBinder(registry).bind(RunConfig.class, tree);
  }

  private boolean start(String run, TrainingListener listener) {
    try (RunFolder made = RunFolder.create(folder.resolve(run), config)) {
      return new TrainingRun(config, made, TinyRun.NO_INPUT, torch, registry, listener).start();
    } finally {
      Thread.interrupted();
    }
  }

  private boolean resume(String run, TrainingListener listener) {
    try (RunFolder found = RunFolder.resume(folder.resolve(run), config, registry)) {
      return new TrainingRun(config, found, TinyRun.NO_INPUT, torch, registry, listener).resume();
    } finally {
      Thread.interrupted();
    }
  }

  @ParameterizedTest
  @EnumSource
  void learnsAndEndsTheSameWhereItIsStopped(Shape shape) throws IOException {
    config = config(shape);
    List<Double> perplexities = new ArrayList<>();
    TrainingListener listener =
        new TrainingListener() {
          @Override
          public void validated(long update, Validation validation, boolean isBest) {
            perplexities.add(validation.perplexity());
          }
        };
    assertThat(start("full", listener)).isTrue();
    assertThat(perplexities.get(perplexities.size() - 1))
        .isLessThan(1 + 0.6 * (perplexities.get(0) - 1));

    assertThat(start("stopped", TinyRun.interruptAfter(7))).isFalse();
    assertThat(resume("stopped", TinyRun.interruptAfter(30))).isFalse();
    assertThat(resume("stopped", TrainingListener.NONE)).isTrue();
    assertThat(TinyRun.newest(folder.resolve("stopped")))
        .isEqualTo(TinyRun.newest(folder.resolve("full")));
    assertThat(folder.resolve("stopped/bundle/model.safetensors"))
        .hasSameBinaryContentAs(folder.resolve("full/bundle/model.safetensors"));
  }

  /** At its own step the gradient is that of the output layer: W' (p - 1). */
  @Test
  void gradientsReachBackFromTheLossOfEachPrediction() throws IOException {
    config = config(Shape.LANGUAGE_MODEL, "training.stop.updates=10");
    start("run", TrainingListener.NONE);
    try (Bundle bundle =
        Bundle.open(BundleSource.folder(folder.resolve("run/bundle")), torch, registry)) {
      SentencePair example = new SentencePair("1 2 3", "");
      GradientTrace.Gradients gradients = GradientTrace.of(torch, bundle, example);
      assertThat(gradients.predicted()).containsExactly("1", "2", "3", "</s>");
      GradientTrace.Reach reach = gradients.cells().get(0);
      assertThat(gradients.cells()).hasSize(1);
      assertThat(reach.cell()).isEqualTo("network.0");
      assertThat(reach.steps()).containsExactly("<s>", "1", "2", "3");
      double[] ofTheOutputLayer = ofTheOutputLayer(bundle, example);
      for (int k = 0; k < 4; k++) {
        assertThat(reach.norms().get(k).get(k)).isCloseTo(ofTheOutputLayer[k], within(1e-5));
        for (int t = 0; t < 4; t++) {
          assertThat(reach.norms().get(k).get(t) > 0).as(k + " at " + t).isEqualTo(t <= k);
        }
      }
    }
  }

  private double[] ofTheOutputLayer(Bundle bundle, SentencePair example) {
    LanguageModel model = bundle.model(LanguageModel.class, "language model");
    NDArray matrix = model.parameters().get("output.weight").getArray();
    InspectedText text = InspectedText.of(torch, bundle, example);
    try (NDManager scope = torch.manager().newSubManager();
        GradMode off = GradMode.off()) {
      NDArray logits =
          model.predict(text.inputs(scope, 1, matrix.getDataType())).logits().softmax(-1);
      long[] wanted = text.wanted().stream().mapToLong(Integer::longValue).toArray();
      NDArray error = logits.sub(scope.create(wanted).oneHot((int) logits.getShape().get(1)));
      float[] norms = error.matMul(matrix).norm(new int[] {1}).toFloatArray();
      double[] values = new double[norms.length];
      for (int k = 0; k < norms.length; k++) {
        values[k] = norms[k];
      }
      return values;
    }
  }

  @Test
  void aBundleOfAnotherTypeIsRefusedByName() throws IOException {
    config = config(Shape.TAGGER, "training.stop.updates=1");
    start("run", TrainingListener.NONE);
    try (Bundle bundle =
        Bundle.open(BundleSource.folder(folder.resolve("run/bundle")), torch, registry)) {
      assertThatThrownBy(bundle::translator)
          .isInstanceOf(DragomanException.class)
          .hasMessage(
              "shape holds a tagger, and a translator is needed here. Give the bundle of a translator.");
    }
  }
}
