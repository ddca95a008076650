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
import java.util.Optional;
import java.util.function.ToDoubleBiFunction;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.dragoman.plugins.context.LocalAttentionFactory.Alignment;
import org.dragoman.spi.ContextSequence;
import org.dragoman.spi.ContextState;
import org.dragoman.spi.ContextStep;
import org.dragoman.spi.ContextStrategy;
import org.dragoman.spi.EncoderOutput;
import org.dragoman.spi.Lengths;
import org.dragoman.spi.Memory;
import org.dragoman.testkit.TestEngine;
import org.dragoman.testkit.Values;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Each context is what its formula says, worked out here in plain Java. */
class AttentionFormulaTest {
  private static final int WIDTH = 2;
  private static final double ROUNDING = 1e-12;

  /** The states of two sentences, the second one shorter. */
  private static final double[][][] STATES = {
    {{1.0, -0.5}, {0.25, 2.0}, {-1.5, 0.75}}, {{0.5, 1.5}, {-2.0, 1.0}}
  };

  /** Four queries for each of the two sentences: more than these have words. */
  private static final double[][][] QUERIES = {
    {{0.5, -1.0}, {2.0, 0.25}, {-0.5, 0.5}, {1.0, 0.75}},
    {{-0.75, 1.0}, {1.0, 1.0}, {0.25, -1.5}, {-1.0, 0.5}}
  };

  private static final double[][] KEY = {{1.0, -0.5}, {0.25, 0.75}, {-1.25, 0.5}};
  private static final double[][] QUERY = {{0.5, 1.0}, {-1.0, 0.5}, {0.75, -0.25}};
  private static final double[] ENERGY = {2.0, -1.0, 1.5};
  private static final double[] BIAS = {0.5, -0.25, 1.0};
  private static final double[][] SQUARE = {{1.0, -0.5}, {0.25, 0.75}};

  private final TestEngine engine = new TestEngine();

  @AfterEach
  void close() {
    engine.close();
  }

  /** The weights of one step of a sentence. */
  private interface Rule {
    /**
     * Computes them.
     *
     * @param t the step, from 0
     * @param past the weights of the steps before
     */
    double[] weights(double[] query, double[][] states, int t, List<double[]> past);
  }

  @Test
  void last() {
    ContextStrategy strategy =
        new LastContextFactory(engine.ops()).create(new NoOptions(), WIDTH, WIDTH);
    assertSame(strategy, states -> states[0]);
  }

  @Test
  void mean() {
    ContextStrategy strategy =
        new MeanContextFactory(engine.ops()).create(new NoOptions(), WIDTH, WIDTH);
    assertSame(
        strategy,
        states ->
            IntStream.range(0, WIDTH)
                .mapToDouble(
                    i -> Arrays.stream(states).mapToDouble(m -> m[i]).average().orElseThrow())
                .toArray());
  }

  /** Of states that are all below 0, too, where padding is not the greatest. */
  @Test
  void max() {
    ContextStrategy strategy =
        new MaxContextFactory(engine.ops()).create(new NoOptions(), WIDTH, WIDTH);
    assertSame(
        strategy,
        states ->
            IntStream.range(0, WIDTH)
                .mapToDouble(i -> Arrays.stream(states).mapToDouble(m -> m[i]).max().orElseThrow())
                .toArray());
    EncoderOutput encoded = encoded();
    // Padding stays 0.
    NDArray ten = engine.ops().scale(encoded.mask().gte(0).toType(DataType.FLOAT64, true), 10);
    NDArray below = encoded.states().sub(ten.expandDims(2));
    EncoderOutput lower = new EncoderOutput(below, below.get(0), encoded.mask(), Lengths.of(3, 2));
    ContextStep step =
        strategy.step(
            strategy.prepare(lower), ContextState.NONE, matrix(QUERIES[0][0], QUERIES[1][0]));
    assertClose("the context", step.context(), new double[] {-9, -8, -9.5, -8.5});
  }

  /** {@code q . m}. */
  @Test
  void dotProduct() {
    ContextStrategy attention =
        new DotAttentionFactory(engine.ops()).create(new NoOptions(), WIDTH, WIDTH);
    assertFollows(attention, softmaxOf(AttentionFormulaTest::dot));
  }

  /** {@code q . m / sqrt(Q)}. */
  @Test
  void scaledDotProduct() {
    ContextStrategy attention =
        new ScaledDotAttentionFactory(engine.ops()).create(new NoOptions(), WIDTH, WIDTH);
    assertFollows(attention, softmaxOf((q, m) -> dot(q, m) / Math.sqrt(WIDTH)));
  }

  /** {@code v . tanh(W_q q + W_k m)}, in three units. */
  @Test
  void additive() {
    ContextStrategy attention =
        new AdditiveAttentionFactory(engine.ops()).create(new HiddenLayerConfig(3), WIDTH, WIDTH);
    fill(attention, KEY, QUERY, new double[][] {ENERGY});

    assertFollows(attention, softmaxOf((q, m) -> additive(q, m, ENERGY, new double[] {0, 0, 0})));
  }

  /** {@code g v / |v| . tanh(W_q q + W_k m + b)}. */
  @Test
  void normedAdditive() {
    ContextStrategy attention =
        new NormedAdditiveAttentionFactory(engine.ops())
            .create(new HiddenLayerConfig(3), WIDTH, WIDTH);
    fill(
        attention,
        KEY,
        QUERY,
        new double[][] {ENERGY},
        new double[][] {BIAS},
        new double[][] {{1.75}});

    double length = Math.sqrt(Arrays.stream(ENERGY).map(v -> v * v).sum());
    double[] normed = Arrays.stream(ENERGY).map(v -> 1.75 * v / length).toArray();
    assertFollows(attention, softmaxOf((q, m) -> additive(q, m, normed, BIAS)));
  }

  /** {@code q . (W m)}. */
  @Test
  void general() {
    ContextStrategy attention =
        new GeneralAttentionFactory(engine.ops()).create(new NoOptions(), WIDTH, WIDTH);
    fill(attention, SQUARE);

    assertFollows(attention, softmaxOf(AttentionFormulaTest::bilinear));
  }

  /** {@code max(e - tau, 0)}, with tau found by halving. */
  @Test
  void sparsemax() {
    ContextStrategy attention =
        new SparsemaxAttentionFactory(engine.ops())
            .create(new SparsemaxAttentionFactory.Config(ScoreFunction.GENERAL), WIDTH, WIDTH);
    fill(attention, SQUARE);

    assertFollows(
        attention,
        (query, states, t, past) -> {
          double[] scores = scores(query, states, AttentionFormulaTest::bilinear);
          double low = Arrays.stream(scores).max().orElseThrow() - 1;
          double high = low + 1;
          for (int i = 0; i < 100; i++) {
            double middle = (low + high) / 2;
            double sum = Arrays.stream(scores).map(e -> Math.max(e - middle, 0)).sum();
            low = sum > 1 ? middle : low;
            high = sum > 1 ? high : middle;
          }
          double tau = low;
          return Arrays.stream(scores).map(e -> Math.max(e - tau, 0)).toArray();
        });
  }

  /** A softmax over the positions next to that of the step, or to the last one. */
  @Test
  void localMonotonic() {
    ContextStrategy attention = local(Alignment.MONOTONIC);
    fill(attention, SQUARE);

    assertFollows(
        attention,
        (query, states, t, past) -> windowed(query, states, Math.min(t + 1, states.length)));
  }

  /** {@code p = S sigmoid(v . tanh(W q))}, and a bell of the width D / 2 around it. */
  @Test
  void localPredictive() {
    double[] place = {1.5, -0.75};
    ContextStrategy attention = local(Alignment.PREDICTIVE);
    fill(attention, SQUARE, QUERY_SQUARE, new double[][] {place});

    assertFollows(
        attention,
        (query, states, t, past) -> {
          double sum =
              place[0] * Math.tanh(dot(QUERY_SQUARE[0], query))
                  + place[1] * Math.tanh(dot(QUERY_SQUARE[1], query));
          double p = states.length / (1 + Math.exp(-sum));
          double[] weights = windowed(query, states, p);
          for (int s = 0; s < weights.length; s++) {
            weights[s] *= Math.exp(-Math.pow(s + 1 - p, 2) / (2 * 0.5 * 0.5));
          }
          return weights;
        });
  }

  private static final double[][] QUERY_SQUARE = {{0.5, 1.0}, {-1.0, 0.5}};

  private ContextStrategy local(Alignment alignment) {
    return new LocalAttentionFactory(engine.ops())
        .create(
            new LocalAttentionFactory.Config(alignment, 1, ScoreFunction.GENERAL), WIDTH, WIDTH);
  }

  /** A softmax of the positions, counted from 1, that are at most 1 from the middle. */
  private static double[] windowed(double[] query, double[][] states, double middle) {
    double[] scores = scores(query, states, AttentionFormulaTest::bilinear);
    for (int s = 0; s < scores.length; s++) {
      scores[s] = Math.abs(s + 1 - middle) <= 1 ? scores[s] : Double.NEGATIVE_INFINITY;
    }
    return softmax(scores);
  }

  /** {@code v . tanh(W_q q + W_k m + U f + b)}, with f of two filters over three last weights. */
  @Test
  void location() {
    double[][] filters = {{0.5, -1.0, 2.0}, {1.5, 0.25, -0.5}};
    double[][] location = {{1.0, 0.5}, {-2.0, 1.0}, {0.75, -1.5}};
    ContextStrategy attention =
        new LocationAttentionFactory(engine.ops())
            .create(new LocationAttentionFactory.Config(3, 2, 3), WIDTH, WIDTH);
    fill(attention, KEY, QUERY, new double[][] {ENERGY}, new double[][] {BIAS}, filters, location);

    assertFollows(
        attention,
        (query, states, t, past) -> {
          double[] scores = new double[states.length];
          for (int s = 0; s < states.length; s++) {
            double[] found = new double[2];
            for (int k = 0; k < 2; k++) {
              for (int d = -1; d <= 1; d++) {
                boolean inside = t > 0 && s + d >= 0 && s + d < states.length;
                found[k] += inside ? filters[k][d + 1] * past.get(t - 1)[s + d] : 0;
              }
            }
            double[] offset = new double[3];
            for (int i = 0; i < 3; i++) {
              offset[i] = BIAS[i] + dot(location[i], found);
            }
            scores[s] = additive(query, states[s], ENERGY, offset);
          }
          return softmax(scores);
        });
  }

  /** {@code v . tanh(W_q q + W_k m + w_c c + b)}, and the loss {@code lambda sum min(a, c)}. */
  @Test
  void coverage() {
    double[] coverage = {1.0, -0.5, 2.0};
    ContextStrategy attention =
        new CoverageAttentionFactory(engine.ops())
            .create(new CoverageAttentionFactory.Config(3, 0.25), WIDTH, WIDTH);
    fill(
        attention,
        KEY,
        QUERY,
        new double[][] {ENERGY},
        new double[][] {BIAS},
        new double[][] {coverage});

    List<List<double[]>> weights =
        assertFollows(
            attention,
            (query, states, t, past) -> {
              double[] scores = new double[states.length];
              double[] covered = sum(past, states.length);
              for (int s = 0; s < states.length; s++) {
                double[] offset = new double[3];
                for (int i = 0; i < 3; i++) {
                  offset[i] = BIAS[i] + coverage[i] * covered[s];
                }
                scores[s] = additive(query, states[s], ENERGY, offset);
              }
              return softmax(scores);
            });
    assertCoverageLoss(attention, weights);
  }

  private void assertCoverageLoss(ContextStrategy attention, List<List<double[]>> weights) {
    Memory memory = attention.prepare(encoded());
    ContextState state = attention.start(memory);
    for (int t = 0; t < QUERIES[0].length; t++) {
      ContextStep step = attention.step(memory, state, query(t));
      state = step.state();
      double[] expected = new double[STATES.length];
      for (int b = 0; b < STATES.length; b++) {
        double[] now = weights.get(b).get(t);
        double[] covered = sum(weights.get(b).subList(0, t), now.length);
        for (int s = 0; s < now.length; s++) {
          expected[b] += 0.25 * Math.min(now[s], covered[s]);
        }
      }
      assertClose("the loss", requireNonNull(step.loss()), expected);
    }
  }

  private static double[] sum(List<double[]> past, int length) {
    return IntStream.range(0, length)
        .mapToDouble(s -> past.stream().mapToDouble(weights -> weights[s]).sum())
        .toArray();
  }

  @Test
  void coverageWithoutALoss() {
    ContextStrategy attention =
        new CoverageAttentionFactory(engine.ops())
            .create(new CoverageAttentionFactory.Config(3, 0), WIDTH, WIDTH);
    engine.fill(attention, DataType.FLOAT64);
    Memory memory = attention.prepare(encoded());
    assertThat(attention.step(memory, attention.start(memory), query(0)).loss()).isNull();
  }

  /** Two heads of one unit each, joined by a matrix. */
  @Test
  void multiHead() {
    double[][] value = {{0.5, -1.5}, {1.0, 0.75}};
    double[][] output = {{1.0, 2.0}, {-0.5, 0.25}};
    ContextStrategy attention =
        new MultiHeadAttentionFactory(engine.ops())
            .create(new MultiHeadAttentionFactory.Config(2, 2), WIDTH, WIDTH);
    fill(attention, QUERY_SQUARE, SQUARE, value, output);

    Memory memory = attention.prepare(encoded());
    ContextSequence all = attention.contexts(memory, queries()).orElseThrow();
    for (int t = 0; t < QUERIES[0].length; t++) {
      for (int b = 0; b < STATES.length; b++) {
        double[][] states = STATES[b];
        double[] mean = new double[STATES[0].length];
        double[] joined = new double[2];
        for (int j = 0; j < 2; j++) {
          int head = j;
          double asked = dot(QUERY_SQUARE[j], QUERIES[b][t]);
          double[] weights =
              softmax(
                  Arrays.stream(states).mapToDouble(m -> asked * dot(SQUARE[head], m)).toArray());
          for (int s = 0; s < states.length; s++) {
            mean[s] += weights[s] / 2;
            joined[j] += weights[s] * dot(value[j], states[s]);
          }
        }
        double[] context = {dot(output[0], joined), dot(output[1], joined)};
        assertClose("the context", all.contexts().get(t).get(b), context);
        assertClose("the weights", requireNonNull(all.weights()).get(t).get(b), mean);
      }
    }
  }

  /** The first heads' units stand first, the width of a head counts, and the scale is its root. */
  @Test
  void headsOfSeveralUnits() {
    ContextStrategy attention =
        new MultiHeadAttentionFactory(engine.ops())
            .create(new MultiHeadAttentionFactory.Config(2, 4), WIDTH, WIDTH);
    double[][] query = {{1, 0}, {0, 1}, {1, 1}, {1, -1}};
    double[][] key = {{1, 0}, {0, 1}, {0.5, 0}, {0, 0.5}};
    double[][] value = {{1, 0}, {0, 1}, {2, 0}, {0, 2}};
    double[][] output = {{1, 0, 0.5, 0}, {0, 1, 0, 0.5}};
    fill(attention, query, key, value, output);

    // Of both heads together the context is that of the sum of their weights.
    Memory memory = attention.prepare(encoded());
    ContextSequence all = attention.contexts(memory, queries()).orElseThrow();
    for (int t = 0; t < QUERIES[0].length; t++) {
      for (int b = 0; b < STATES.length; b++) {
        double[] q = QUERIES[b][t];
        double[][] states = STATES[b];
        double[] first =
            softmax(Arrays.stream(states).mapToDouble(m -> dot(q, m) / Math.sqrt(2)).toArray());
        double[] crossed = {(q[0] + q[1]) / 2, (q[0] - q[1]) / 2};
        double[] second =
            softmax(
                Arrays.stream(states).mapToDouble(m -> dot(crossed, m) / Math.sqrt(2)).toArray());
        double[] mean = new double[STATES[0].length];
        double[] context = new double[2];
        for (int s = 0; s < states.length; s++) {
          mean[s] = (first[s] + second[s]) / 2;
          context[0] += 2 * mean[s] * states[s][0];
          context[1] += 2 * mean[s] * states[s][1];
        }
        assertClose("the context", all.contexts().get(t).get(b), context);
        assertClose("the weights", requireNonNull(all.weights()).get(t).get(b), mean);
      }
    }
  }

  private void fill(ContextStrategy attention, double[][]... weights) {
    List<Parameter> parameters = attention.parameters();
    assertThat(parameters).hasSameSizeAs(weights);
    for (int i = 0; i < weights.length; i++) {
      Parameter parameter = parameters.get(i);
      Shape shape = parameter.getShape();
      double[] values = Arrays.stream(weights[i]).flatMapToDouble(Arrays::stream).toArray();
      assertThat(shape.size()).as(parameter.getName()).isEqualTo(values.length);
      assertThat(shape.get(0)).isIn((long) weights[i].length, (long) values.length);
      parameter.setShape(null);
      parameter.setArray(engine.array(values, shape, DataType.FLOAT64));
    }
  }

  private interface Summary {
    double[] of(double[][] states);
  }

  /** A context that is the same at every step. */
  private void assertSame(ContextStrategy strategy, Summary summary) {
    Memory memory = strategy.prepare(encoded());
    double[] expected =
        Arrays.stream(STATES).flatMapToDouble(m -> Arrays.stream(summary.of(m))).toArray();
    NDArray all = strategy.contexts(memory, queries()).orElseThrow().contexts();
    for (int t = 0; t < QUERIES[0].length; t++) {
      ContextStep step = strategy.step(memory, strategy.start(memory), query(t));
      assertClose("the context", step.context(), expected);
      assertClose("the context", all.get(t), expected);
    }
  }

  /**
   * Both as steps and, where the strategy can, all at once.
   *
   * @return the expected weights of each sentence and step
   */
  private List<List<double[]>> assertFollows(ContextStrategy attention, Rule rule) {
    Memory memory = attention.prepare(encoded());
    ContextState state = attention.start(memory);
    Optional<ContextSequence> all = attention.contexts(memory, queries());
    List<List<double[]>> past = List.of(new ArrayList<>(), new ArrayList<>());
    for (int t = 0; t < QUERIES[0].length; t++) {
      ContextStep step = attention.step(memory, state, query(t));
      state = step.state();
      for (int b = 0; b < STATES.length; b++) {
        double[] weights = rule.weights(QUERIES[b][t], STATES[b], t, past.get(b));
        past.get(b).add(weights);
        double[] context = weightedSum(weights, STATES[b]);
        // Padding has weight 0.
        double[] padded = Arrays.copyOf(weights, STATES[0].length);
        assertClose("the weights", requireNonNull(step.weights()).get(b), padded);
        assertClose("the context", step.context().get(b), context);
        if (all.isPresent()) {
          assertClose("all contexts", all.get().contexts().get(t).get(b), context);
          assertClose("all weights", requireNonNull(all.get().weights()).get(t).get(b), padded);
        }
      }
    }
    return past;
  }

  private static Rule softmaxOf(ToDoubleBiFunction<double[], double[]> score) {
    return (query, states, t, past) -> {
      double[] weights = softmax(scores(query, states, score));
      assertThat(DoubleStream.of(weights).sum()).isBetween(1 - ROUNDING, 1 + ROUNDING);
      return weights;
    };
  }

  private static double[] scores(
      double[] query, double[][] states, ToDoubleBiFunction<double[], double[]> score) {
    return Arrays.stream(states).mapToDouble(m -> score.applyAsDouble(query, m)).toArray();
  }

  private static double[] softmax(double[] scores) {
    double[] powers = Arrays.stream(scores).map(Math::exp).toArray();
    double sum = Arrays.stream(powers).sum();
    return Arrays.stream(powers).map(power -> power / sum).toArray();
  }

  private static double additive(double[] q, double[] m, double[] energy, double[] offset) {
    return IntStream.range(0, 3)
        .mapToDouble(i -> energy[i] * Math.tanh(dot(QUERY[i], q) + dot(KEY[i], m) + offset[i]))
        .sum();
  }

  private static double bilinear(double[] q, double[] m) {
    return q[0] * dot(SQUARE[0], m) + q[1] * dot(SQUARE[1], m);
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

  /** {@code [B, Q]}. */
  private NDArray query(int t) {
    return matrix(QUERIES[0][t], QUERIES[1][t]);
  }

  /** {@code [T, B, Q]}. */
  private NDArray queries() {
    return NDArrays.stack(
        new NDList(IntStream.range(0, QUERIES[0].length).mapToObj(this::query).toList()));
  }

  private EncoderOutput encoded() {
    double[] padding = {0, 0};
    NDArray states =
        NDArrays.stack(
            new NDList(
                matrix(STATES[0][0], STATES[1][0]),
                matrix(STATES[0][1], STATES[1][1]),
                matrix(STATES[0][2], padding)));
    NDArray mask = matrix(new double[] {0, 0}, new double[] {0, 0}, new double[] {0, -1e30});
    return new EncoderOutput(states, states.get(0), mask, Lengths.of(3, 2));
  }

  private NDArray matrix(double[]... rows) {
    double[] values = Arrays.stream(rows).flatMapToDouble(Arrays::stream).toArray();
    return engine.array(values, new Shape(rows.length, rows[0].length), DataType.FLOAT64);
  }
}
