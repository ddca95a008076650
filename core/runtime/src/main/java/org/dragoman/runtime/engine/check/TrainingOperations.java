package org.dragoman.runtime.engine.check;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.types.Shape;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/** The kernels that only training uses: the losses and the steps of optimizers. */
final class TrainingOperations {
  private static final Operation.Dimensions LOSS =
      new Operation.Dimensions("tokens", "", "vocabulary");
  private static final Operation.Dimensions WEIGHT =
      new Operation.Dimensions("rows", "", "columns");
  private static final double SCALE = 0.5;
  private static final double RATE = 0.25;
  private static final double TINY = 1e-30;

  private TrainingOperations() {}

  static List<Operation> all() {
    return List.of(
        loss("cross-entropy", 0, false),
        loss("cross-entropy, smoothed", 0.125, false),
        loss("cross-entropy, weighted", 0.125, true),
        step("adam, decay", TrainingOperations::adam),
        step("sgd, momentum", TrainingOperations::sgd),
        step("adafactor of a matrix", TrainingOperations::adafactorOfMatrix),
        step("adafactor of a vector", TrainingOperations::adafactorOfVector),
        step("clip, moving average", TrainingOperations::clipAndAverage));
  }

  /**
   * Returns the check of a loss. The kernel computes the gradient explicitly, so here it is a
   * result.
   */
  private static Operation loss(String name, double smoothing, boolean weighted) {
    return new Operation(
        name,
        Use.TRAINING,
        Operation.FLOAT32,
        LOSS,
        false,
        (size, draw, tape) -> {
          int[] targets = draw.numbers(size.rows(), size.outputs());
          return new Comparison(
              tape,
              List.of(draw.values(size.rows(), size.outputs()), draw.positive(1, size.outputs())),
              (bench, in) -> lossOfEngine(bench, in, targets, smoothing, weighted),
              in -> lossOfReference(in, targets, smoothing, weighted),
              false);
        });
  }

  private static List<NDArray> lossOfEngine(
      Bench bench, NDList in, int[] targets, double smoothing, boolean weighted) {
    NDArray logits = in.get(0);
    NDArray numbers = bench.numbers(targets);
    NDArray epsilon = bench.constants(smoothing);
    return weighted
        ? bench.kernel(
            "weighted_cross_entropy", logits, numbers, epsilon, in.get(1).reshape(new Shape(-1)))
        : bench.kernel("cross_entropy", logits, numbers, epsilon);
  }

  private static List<Matrix> lossOfReference(
      List<Matrix> in, int[] targets, double smoothing, boolean weighted) {
    int classes = in.get(0).columns();
    Matrix logp = in.get(0).logSoftmax();
    double[] gradient = new double[logp.values().length];
    double loss = 0;
    double likelihood = 0;
    for (int row = 0; row < targets.length; row++) {
      double weight = weighted ? in.get(1).get(0, targets[row]) : 1;
      likelihood -= logp.get(row, targets[row]);
      for (int k = 0; k < classes; k++) {
        double wanted = smoothing / classes + (k == targets[row] ? 1 - smoothing : 0);
        loss -= weight * wanted * logp.get(row, k);
        gradient[row * classes + k] = weight * (Math.exp(logp.get(row, k)) - wanted);
      }
    }
    return List.of(
        logp.constant(1, 2, new double[] {loss, likelihood}),
        logp.constant(targets.length, classes, gradient));
  }

  private static Operation step(String name, Operation.Maker maker) {
    return new Operation(name, Use.TRAINING, Operation.FLOAT32, WEIGHT, false, maker);
  }

  /** Draws the weight, the gradient, and two states, which are positive where necessary. */
  private static List<Matrix> inputs(Size size, Draw draw) {
    int rows = size.rows();
    int columns = size.outputs();
    return List.of(
        draw.values(rows, columns),
        draw.positive(rows, columns),
        draw.values(rows, columns),
        draw.positive(rows, columns));
  }

  private static Trial adam(Size size, Draw draw, Tape tape) {
    double[] hyper = {SCALE, 0.75, 0.875, 1e-8, RATE, 0.5};
    return new Comparison(
        tape,
        inputs(size, draw),
        (bench, in) -> {
          bench.kernel("decay", in.get(0), bench.constants(RATE));
          bench.kernel("adam", in.get(0), in.get(1), in.get(2), in.get(3), bench.constants(hyper));
          return List.of(in.get(0), in.get(2), in.get(3));
        },
        in -> {
          double[] weight = in.get(0).values();
          double[] mean = in.get(2).values();
          double[] variance = in.get(3).values();
          for (int i = 0; i < weight.length; i++) {
            double g = in.get(1).values()[i] * SCALE;
            mean[i] = mean[i] * 0.75 + g * 0.25;
            variance[i] = variance[i] * 0.875 + g * g * 0.125;
            weight[i] =
                weight[i] * (1 - RATE) - RATE * mean[i] / (Math.sqrt(variance[i]) / 0.5 + 1e-8);
          }
          return List.of(in.get(0), in.get(2), in.get(3));
        },
        false);
  }

  private static Trial sgd(Size size, Draw draw, Tape tape) {
    double[] hyper = {SCALE, 0.75, RATE};
    return new Comparison(
        tape,
        inputs(size, draw),
        (bench, in) -> {
          // Each kernel scales the given gradient in place.
          bench.kernel("sgd", in.get(3), in.get(1).duplicate(), bench.constants(hyper));
          bench.kernel("momentum", in.get(0), in.get(1), in.get(2), bench.constants(hyper));
          return List.of(in.get(0), in.get(2), in.get(3));
        },
        in -> {
          double[] weight = in.get(0).values();
          double[] velocity = in.get(2).values();
          double[] plain = in.get(3).values();
          for (int i = 0; i < weight.length; i++) {
            double g = in.get(1).values()[i] * SCALE;
            velocity[i] = velocity[i] * 0.75 + g;
            weight[i] -= RATE * velocity[i];
            plain[i] -= RATE * g;
          }
          return List.of(in.get(0), in.get(2), in.get(3));
        },
        false);
  }

  private static Trial adafactorOfMatrix(Size size, Draw draw, Tape tape) {
    int rows = size.rows();
    int columns = size.outputs();
    double[] hyper = {SCALE, 0.75, RATE, Math.sqrt((double) rows * columns)};
    return new Comparison(
        tape,
        List.of(
            draw.values(rows, columns),
            draw.positive(rows, columns),
            draw.positive(1, rows),
            draw.positive(1, columns)),
        (bench, in) -> {
          NDArray ofRows = in.get(2).reshape(new Shape(-1));
          NDArray ofColumns = in.get(3).reshape(new Shape(-1));
          bench.kernel(
              "adafactor_matrix", in.get(0), in.get(1), ofRows, ofColumns, bench.constants(hyper));
          return List.of(in.get(0), ofRows, ofColumns);
        },
        in -> {
          double[] g = Arrays.stream(in.get(1).values()).map(value -> value * SCALE).toArray();
          double[] r = in.get(2).values();
          double[] c = in.get(3).values();
          Arrays.setAll(r, i -> r[i] * 0.75);
          Arrays.setAll(c, i -> c[i] * 0.75);
          for (int i = 0; i < g.length; i++) {
            r[i / columns] += 0.25 * (g[i] * g[i] + TINY) / columns;
            c[i % columns] += 0.25 * (g[i] * g[i] + TINY) / rows;
          }
          double mean = Arrays.stream(r).average().orElseThrow();
          double[] change = new double[g.length];
          Arrays.setAll(
              change, i -> g[i] / Math.sqrt(r[i / columns] / mean) / Math.sqrt(c[i % columns]));
          stepOfAdafactor(in.get(0).values(), change);
          return List.of(in.get(0), in.get(2), in.get(3));
        },
        false);
  }

  private static Trial adafactorOfVector(Size size, Draw draw, Tape tape) {
    int length = size.rows() * size.outputs();
    double[] hyper = {SCALE, 0.75, RATE, Math.sqrt(length)};
    return new Comparison(
        tape,
        List.of(draw.values(1, length), draw.positive(1, length), draw.positive(1, length)),
        (bench, in) -> {
          bench.kernel("adafactor_vector", in.get(0), in.get(1), in.get(2), bench.constants(hyper));
          return List.of(in.get(0), in.get(2));
        },
        in -> {
          double[] g = Arrays.stream(in.get(1).values()).map(value -> value * SCALE).toArray();
          double[] v = in.get(2).values();
          Arrays.setAll(v, i -> v[i] * 0.75 + 0.25 * (g[i] * g[i] + TINY));
          double[] change = new double[length];
          Arrays.setAll(change, i -> g[i] / Math.sqrt(v[i]));
          stepOfAdafactor(in.get(0).values(), change);
          return List.of(in.get(0), in.get(2));
        },
        false);
  }

  private static void stepOfAdafactor(double[] weight, double[] change) {
    double large = Math.max(1, rootMeanSquare(change));
    double size = Math.max(1e-3, rootMeanSquare(weight));
    Arrays.setAll(weight, i -> weight[i] - RATE * size * change[i] / large);
  }

  private static double rootMeanSquare(double[] values) {
    return Math.sqrt(
        IntStream.range(0, values.length).mapToDouble(i -> values[i] * values[i]).sum()
            / values.length);
  }

  private static Trial clipAndAverage(Size size, Draw draw, Tape tape) {
    return new Comparison(
        tape,
        inputs(size, draw),
        (bench, in) -> {
          bench.kernel("clip", in.get(0), bench.constants(0.75));
          bench.kernel("moving_average", in.get(3), in.get(2), bench.constants(0.875));
          return List.of(in.get(0), in.get(3));
        },
        in -> {
          double[] gradient = in.get(0).values();
          double[] average = in.get(3).values();
          Arrays.setAll(gradient, i -> Math.max(-0.75, Math.min(0.75, gradient[i])));
          Arrays.setAll(average, i -> average[i] * 0.875 + in.get(2).values()[i] * 0.125);
          return List.of(in.get(0), in.get(3));
        },
        false);
  }
}
