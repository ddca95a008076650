package org.dragoman.plugins.context;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Parameter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.ToDoubleBiFunction;
import java.util.stream.IntStream;
import org.dragoman.spi.ContextStep;
import org.dragoman.spi.ContextStrategy;
import org.dragoman.spi.EncoderOutput;
import org.dragoman.spi.Lengths;
import org.dragoman.spi.Memory;
import org.dragoman.testkit.TestEngine;
import org.dragoman.testkit.Values;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Attention is what its formula says, worked out here in plain Java. */
class AttentionFormulaTest {
  private static final int WIDTH = 2;
  private static final double ROUNDING = 1e-12;

  /** The states of two sentences, the second one shorter. */
  private static final double[][][] STATES = {
    {{1.0, -0.5}, {0.25, 2.0}, {-1.5, 0.75}}, {{0.5, 1.5}, {-2.0, 1.0}}
  };

  /** Two queries for each of the two sentences. */
  private static final double[][][] QUERIES = {
    {{0.5, -1.0}, {2.0, 0.25}}, {{-0.75, 1.0}, {1.0, 1.0}}
  };

  private final TestEngine engine = new TestEngine();

  @AfterEach
  void close() {
    engine.close();
  }

  /** {@code v . tanh(W_q q + W_k m)}, in three units. */
  @Test
  void additive() {
    double[][] key = {{1.0, -0.5}, {0.25, 0.75}, {-1.25, 0.5}};
    double[][] query = {{0.5, 1.0}, {-1.0, 0.5}, {0.75, -0.25}};
    double[] energy = {2.0, -1.0, 1.5};
    ContextStrategy attention =
        new AdditiveAttention.Factory(engine.ops())
            .create(new AdditiveAttention.Config(3), WIDTH, WIDTH);
    fill(attention, key, query, new double[][] {energy});

    assertFollows(
        attention,
        (q, m) ->
            IntStream.range(0, 3)
                .mapToDouble(i -> energy[i] * Math.tanh(dot(query[i], q) + dot(key[i], m)))
                .sum());
  }

  /** {@code q . (W m)}. */
  @Test
  void general() {
    double[][] key = {{1.0, -0.5}, {0.25, 0.75}};
    ContextStrategy attention =
        new GeneralAttention.Factory(engine.ops())
            .create(new GeneralAttention.Config(), WIDTH, WIDTH);
    fill(attention, key);

    assertFollows(attention, (q, m) -> q[0] * dot(key[0], m) + q[1] * dot(key[1], m));
  }

  private void fill(ContextStrategy attention, double[][]... weights) {
    List<Parameter> parameters = attention.parameters();
    assertThat(parameters).hasSameSizeAs(weights);
    for (int i = 0; i < weights.length; i++) {
      Parameter parameter = parameters.get(i);
      NDArray array = matrix(weights[i]);
      assertThat(parameter.getShape()).isEqualTo(array.getShape());
      parameter.setShape(null);
      parameter.setArray(array);
    }
  }

  /** Both as steps and all at once. */
  private void assertFollows(
      ContextStrategy attention, ToDoubleBiFunction<double[], double[]> score) {
    Memory memory = attention.prepare(encoded());
    List<NDArray> queries = new ArrayList<>();
    List<double[]> expected = new ArrayList<>();
    for (int t = 0; t < QUERIES[0].length; t++) {
      NDArray query = matrix(QUERIES[0][t], QUERIES[1][t]);
      ContextStep step = attention.step(memory, attention.start(memory), query);
      for (int b = 0; b < STATES.length; b++) {
        double[] weights = softmax(QUERIES[b][t], STATES[b], score);
        double[] context = weightedSum(weights, STATES[b]);
        // Padding has weight 0.
        double[] padded = Arrays.copyOf(weights, STATES[0].length);
        assertClose("the weights", requireNonNull(step.weights()).get(b), padded);
        assertClose("the context", step.context().get(b), context);
        expected.add(context);
      }
      queries.add(query);
    }
    NDArray all =
        attention.contexts(memory, NDArrays.stack(new NDList(queries))).orElseThrow().contexts();
    double[] flat = expected.stream().flatMapToDouble(Arrays::stream).toArray();
    assertClose("all contexts", all, flat);
  }

  private static double[] softmax(
      double[] query, double[][] states, ToDoubleBiFunction<double[], double[]> score) {
    double[] powers =
        Arrays.stream(states).mapToDouble(m -> Math.exp(score.applyAsDouble(query, m))).toArray();
    double sum = Arrays.stream(powers).sum();
    return Arrays.stream(powers).map(power -> power / sum).toArray();
  }

  private static double[] weightedSum(double[] weights, double[][] states) {
    double[] sum = new double[WIDTH];
    for (int s = 0; s < weights.length; s++) {
      for (int i = 0; i < WIDTH; i++) {
        sum[i] += weights[s] * states[s][i];
      }
    }
    return sum;
  }

  private static double dot(double[] a, double[] b) {
    return a[0] * b[0] + a[1] * b[1];
  }

  private static void assertClose(String what, NDArray actual, double[] expected) {
    Values.assertClose(what, Values.of(actual), expected, ROUNDING);
  }

  private EncoderOutput encoded() {
    double[] padding = {0, 0};
    NDArray states =
        NDArrays.stack(
            new NDList(
                matrix(STATES[0][0], STATES[1][0]),
                matrix(STATES[0][1], STATES[1][1]),
                matrix(STATES[0][2], padding)));
    NDArray mask = matrix(new double[] {0, 0}, new double[] {0, 0}, new double[] {0, -1e9});
    return new EncoderOutput(states, states.get(0), mask, Lengths.of(3, 2));
  }

  private NDArray matrix(double[]... rows) {
    double[] values = Arrays.stream(rows).flatMapToDouble(Arrays::stream).toArray();
    return engine.array(values, new Shape(rows.length, rows[0].length), DataType.FLOAT64);
  }
}
