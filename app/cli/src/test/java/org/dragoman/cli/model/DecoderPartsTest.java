package org.dragoman.cli.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;
import org.dragoman.runtime.DragomanException;
import org.dragoman.runtime.batch.PaddedBatch;
import org.dragoman.runtime.engine.GradMode;
import org.dragoman.runtime.model.DecoderState;
import org.dragoman.runtime.model.EncoderDecoder;
import org.dragoman.runtime.model.SourceRows;
import org.dragoman.runtime.model.Weights;
import org.dragoman.runtime.plugin.PluginLoader;
import org.dragoman.spi.ComponentKind;
import org.dragoman.spi.Mode;
import org.dragoman.testkit.Gradients;
import org.dragoman.testkit.TestEngine;
import org.dragoman.testkit.Values;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The places of attention and the readouts of a decoder. */
class DecoderPartsTest {
  private static final String GRU = "cell: {type: gru, size: 5}";
  private static final String ENCODER = "encoder: {cell: {type: gru, size: 4}}, bridge: mean, ";
  private static final int[] SOURCE = {4, 7, 9, 3};
  private static final int[] FED = {2, 9, 5, 10, 4};

  private final TestEngine engine = new TestEngine();

  @AfterEach
  void close() {
    engine.close();
  }

  private EncoderDecoder model(String decoder) {
    EncoderDecoder model =
        new ModelCase(ENCODER + "decoder: {" + GRU + ", " + decoder + "}", false).model(engine);
    model.initialize(engine.manager(), DataType.FLOAT64);
    return model;
  }

  /** The equations of docs/model.md, in Java's own arithmetic. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "readout: 7",
        "readout-type: deep, readout: 7",
        "attention-place: conditional",
        "attention-place: conditional, transition-depth: 2, readout-type: deep, readout: 7"
      })
  void scoresAreThoseOfTheEquations(String decoder) {
    EncoderDecoder model = model(decoder);
    try (NDManager scope = engine.manager().newSubManager();
        GradMode off = GradMode.off()) {
      EncoderDecoder.Source source =
          model.encode(PaddedBatch.of(scope, List.of(SOURCE)), Mode.INFERENCE);
      NDArray readouts =
          model.readouts(source, PaddedBatch.of(scope, List.of(FED)), Mode.INFERENCE).unpadded();
      double[][] memory =
          matrix(source.encoded().states().reshape(SOURCE.length, -1)); // one sentence
      double[][] logits = new Equations(model.parameters()).logits(memory, decoder);
      Values.assertClose(
          "the scores",
          Values.of(model.logits(readouts)),
          Arrays.stream(logits).flatMapToDouble(Arrays::stream).toArray(),
          1e-12);
    }
  }

  private static double[][] matrix(NDArray array) {
    double[] values = array.toDoubleArray();
    int rows = (int) array.getShape().get(0);
    int columns = (int) array.getShape().get(1);
    return IntStream.range(0, rows)
        .mapToObj(i -> Arrays.copyOfRange(values, i * columns, (i + 1) * columns))
        .toArray(double[][]::new);
  }

  /** A decoder of one GRU layer with additive attention, written down once more. */
  private record Equations(Map<String, ai.djl.nn.Parameter> weights) {
    double[][] logits(double[][] memory, String decoder) {
      boolean conditional = decoder.contains("conditional");
      boolean deep = decoder.contains("deep");
      double[] mean = new double[memory[0].length];
      for (double[] state : memory) {
        mean = plus(mean, times(1.0 / memory.length, state));
      }
      double[] s = tanh(plus(product("bridge.0.weight", mean), vector("bridge.0.bias")));
      double[][] logits = new double[FED.length][];
      for (int t = 0; t < FED.length; t++) {
        double[] y = matrix("target_embedding.weight")[FED[t]];
        s = gru("decoder.0", y, s);
        double[] c = attention(memory, s);
        if (conditional) {
          s = gru("decoder.0.conditional", c, s);
          if (decoder.contains("transition-depth: 2")) {
            s = gru("decoder.0.conditional.transition.1", new double[0], s);
          }
        }
        double[] read = deep ? joined(y, joined(s, c)) : joined(s, c);
        double[] readout = tanh(plus(product("readout.weight", read), vector("readout.bias")));
        logits[t] = product("output.weight", readout);
      }
      return logits;
    }

    private double[] gru(String name, double[] x, double[] h) {
      double[] u = plus(product(name + ".weight_hh", h), vector(name + ".bias_hh"));
      double[] bias = vector(name + ".bias_ih");
      double[] i = x.length == 0 ? bias : plus(product(name + ".weight_ih", x), bias);
      double[] next = new double[h.length];
      for (int k = 0; k < h.length; k++) {
        double r = 1 / (1 + Math.exp(-(i[k] + u[k])));
        double z = 1 / (1 + Math.exp(-(i[h.length + k] + u[h.length + k])));
        double n = Math.tanh(i[2 * h.length + k] + r * u[2 * h.length + k]);
        next[k] = (1 - z) * n + z * h[k];
      }
      return next;
    }

    private double[] attention(double[][] memory, double[] query) {
      double[] scores = new double[memory.length];
      double sum = 0;
      for (int s = 0; s < memory.length; s++) {
        double[] hidden =
            tanh(plus(product("context.key", memory[s]), product("context.query", query)));
        scores[s] = Math.exp(product("context.energy", hidden)[0]);
        sum += scores[s];
      }
      double[] context = new double[memory[0].length];
      for (int s = 0; s < memory.length; s++) {
        context = plus(context, times(scores[s] / sum, memory[s]));
      }
      return context;
    }

    private NDArray weight(String name) {
      return Objects.requireNonNull(weights.get(name), name).getArray();
    }

    private double[][] matrix(String name) {
      return DecoderPartsTest.matrix(weight(name));
    }

    private double[] vector(String name) {
      return weight(name).toDoubleArray();
    }

    private double[] product(String name, double[] x) {
      return Arrays.stream(matrix(name))
          .mapToDouble(row -> IntStream.range(0, x.length).mapToDouble(i -> row[i] * x[i]).sum())
          .toArray();
    }

    private static double[] plus(double[] a, double[] b) {
      return IntStream.range(0, a.length).mapToDouble(i -> a[i] + b[i]).toArray();
    }

    private static double[] times(double factor, double[] a) {
      return Arrays.stream(a).map(x -> factor * x).toArray();
    }

    private static double[] tanh(double[] a) {
      return Arrays.stream(a).map(Math::tanh).toArray();
    }

    private static double[] joined(double[] a, double[] b) {
      double[] both = Arrays.copyOf(a, a.length + b.length);
      System.arraycopy(b, 0, both, a.length, b.length);
      return both;
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "attention-place: conditional, readout-type: deep, layers: 2, residual: true",
        "attention-place: conditional, readout-type: deep, readout: 3, transition-depth: 2, input-feeding: true"
      })
  void gradientsAreThoseThatDifferencesShow(String decoder) {
    EncoderDecoder model = model(decoder);
    List<int[]> sources = List.of(SOURCE, new int[] {8, 3});
    List<int[]> fed = List.of(FED, new int[] {2, 6});
    Shape shape = new Shape(FED.length + 2, ModelCase.VOCABULARY);
    double[] factors = IntStream.range(0, (int) shape.size()).mapToDouble(Math::cos).toArray();
    NDArray factor = engine.array(factors, shape, DataType.FLOAT64);
    // The encoder's own gradients are held elsewhere; those of the source go through it.
    Map<String, NDArray> leaves = Weights.arrays(model.parameters());
    leaves.keySet().removeIf(name -> name.startsWith("encoder."));
    new Gradients(
            engine,
            leaves,
            scope -> {
              EncoderDecoder.Source source =
                  model.encode(PaddedBatch.of(scope, sources), Mode.TRAINING);
              NDArray readouts =
                  model.readouts(source, PaddedBatch.of(scope, fed), Mode.TRAINING).unpadded();
              return model.logits(readouts).mul(factor).sum();
            })
        .check();
  }

  /** Words fed one by one score what all of them score at once, with every registered cell. */
  @Test
  void everyCellGoesWithTheConditionalRecurrence() {
    List<String> cells = PluginLoader.load(engine.ops(), List.of()).names(ComponentKind.CELL);
    assertThat(cells).hasSizeGreaterThan(10);
    for (String cell : cells) {
      String both = "cell: {type: %s, size: 6}".formatted(cell);
      EncoderDecoder model =
          new ModelCase(
                  "decoder: {%s, attention-place: conditional, readout-type: deep}".formatted(both),
                  false)
              .model(engine);
      model.initialize(engine.manager(), DataType.FLOAT64);
      try (NDManager scope = engine.manager().newSubManager();
          GradMode off = GradMode.off()) {
        EncoderDecoder.Source source =
            model.encode(PaddedBatch.of(scope, List.of(SOURCE)), Mode.INFERENCE);
        PaddedBatch fed = PaddedBatch.of(scope, List.of(FED));
        NDArray whole =
            model.logits(model.readouts(source, fed, Mode.INFERENCE).unpadded()).logSoftmax(-1);
        DecoderState state = model.start(source);
        SourceRows rows = source.rows();
        for (int t = 0; t < FED.length; t++) {
          NDArray token = scope.full(new Shape(1), FED[t], DataType.INT64);
          EncoderDecoder.Step step = model.step(token, state, rows);
          state = step.state();
          rows = step.source();
          Values.assertClose(
              cell, Values.of(step.logProbabilities()), Values.of(whole.get(t)), 1e-10);
        }
      }
    }
  }

  @Test
  void theDefaultsAreAttentionAfterTheTopLayerAndAReadoutOfStateAndContext() {
    assertThat(model("readout-type: attentional, attention-place: top").parameters().keySet())
        .isEqualTo(model("readout: 0").parameters().keySet())
        .contains("decoder.0.weight_hh", "readout.weight")
        .noneMatch(name -> name.contains("conditional"));
    assertThat(width("readout: 7")).isEqualTo(new Shape(7, 5 + 8));
    assertThat(width("readout-type: deep, readout: 7")).isEqualTo(new Shape(7, 6 + 5 + 8));
  }

  private Shape width(String decoder) {
    return Objects.requireNonNull(model(decoder).parameters().get("readout.weight")).getShape();
  }

  @Test
  void anUnknownPlaceOrReadoutIsToldWithThoseThatThereAre() {
    assertThatThrownBy(() -> model("attention-place: conditonal, readout-type: 5"))
        .isInstanceOf(DragomanException.class)
        .hasMessageContaining(
            "decoder.attention-place: unknown value 'conditonal'. Did you mean 'conditional'? Known: top, conditional.")
        .hasMessageContaining("decoder.readout-type: unknown value 5. Known: attentional, deep.");
  }
}
