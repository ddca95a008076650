package org.dragoman.runtime.engine.check;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Activation;
import ai.djl.nn.norm.Dropout;
import ai.djl.nn.norm.LayerNorm;
import java.util.List;
import java.util.function.UnaryOperator;
import org.dragoman.runtime.engine.GradMode;

/** Operations along the rows of a matrix, or on each value. */
final class RowOperations {
  private static final Operation.Dimensions ROWS = new Operation.Dimensions("rows", "", "columns");
  private static final double EPSILON = 1e-5;
  // In a row of one column or of similar values the gradient is a difference of large numbers.
  private static final double NORMALISED = 0.01;
  private static final double DROPPED = 0.3;
  // The share of dropped values differs by more than this by chance only once in a billion.
  private static final double DEVIATIONS = 6;

  private RowOperations() {}

  static List<Operation> all() {
    return List.of(
        logSoftmax(),
        operation(
            "softmax",
            Use.ATTENTION,
            (size, draw, tape) ->
                unary(tape, values(size, draw), x -> x.softmax(-1), x -> x.logSoftmax().exp())),
        new Operation("layer norm", Use.CELL, NORMALISED, ROWS, false, RowOperations::layerNorm),
        operation(
            "sigmoid, tanh, relu, exp, log, sqrt", Use.EVERYTHING, RowOperations::activations),
        operation("add, mul, div with broadcasting", Use.EVERYTHING, RowOperations::arithmetic),
        operation("sum, mean, max, norm", Use.EVERYTHING, RowOperations::reductions),
        operation(
            "cumSum",
            Use.ATTENTION,
            (size, draw, tape) ->
                unary(tape, values(size, draw), x -> x.cumSum(-1), RowOperations::cumulated)),
        operation("dropout", Use.TRAINING, RowOperations::dropout));
  }

  static Operation logSoftmax() {
    return operation(
        "logSoftmax",
        Use.EVERYTHING,
        (size, draw, tape) ->
            unary(tape, values(size, draw), x -> x.logSoftmax(-1), Matrix::logSoftmax));
  }

  private static Operation operation(String name, Use use, Operation.Maker maker) {
    return new Operation(name, use, Operation.FLOAT32, ROWS, false, maker);
  }

  private static Matrix values(Size size, Draw draw) {
    return draw.values(size.rows(), size.outputs());
  }

  private static Trial unary(
      Tape tape, Matrix input, UnaryOperator<NDArray> engine, UnaryOperator<Matrix> reference) {
    return new Comparison(
        tape,
        List.of(input),
        (bench, in) -> List.of(engine.apply(in.get(0))),
        in -> List.of(reference.apply(in.get(0))),
        true);
  }

  private static Trial layerNorm(Size size, Draw draw, Tape tape) {
    int columns = size.outputs();
    // Rows of equal values would be divided by nearly zero.
    return new Comparison(
        tape,
        List.of(
            draw.distinct(size.rows(), columns), draw.values(1, columns), draw.values(1, columns)),
        (bench, in) -> {
          Shape shape = new Shape(columns);
          NDArray gain = in.get(1).reshape(shape);
          NDArray offset = in.get(2).reshape(shape);
          return List.of(
              LayerNorm.layerNorm(in.get(0), shape, gain, offset, (float) EPSILON)
                  .singletonOrThrow());
        },
        in -> {
          Matrix centred = in.get(0).minus(in.get(0).rowMeans());
          Matrix variance = centred.times(centred).rowMeans();
          Matrix deviation =
              variance.map(
                  v -> Math.sqrt(v + (float) EPSILON), v -> 0.5 / Math.sqrt(v + (float) EPSILON));
          return List.of(centred.over(deviation).times(in.get(1)).plus(in.get(2)));
        },
        true);
  }

  private static Trial activations(Size size, Draw draw, Tape tape) {
    return new Comparison(
        tape,
        List.of(values(size, draw), draw.positive(size.rows(), size.outputs())),
        (bench, in) -> {
          NDArray x = in.get(0);
          NDArray y = in.get(1);
          return List.of(
              Activation.sigmoid(x),
              Activation.tanh(x),
              Activation.relu(x),
              x.exp(),
              y.log(),
              y.sqrt());
        },
        in -> {
          Matrix x = in.get(0);
          Matrix y = in.get(1);
          return List.of(
              x.sigmoid(),
              x.tanh(),
              x.relu(),
              x.exp(),
              y.log(),
              y.map(Math::sqrt, v -> 0.5 / Math.sqrt(v)));
        },
        true);
  }

  private static Trial arithmetic(Size size, Draw draw, Tape tape) {
    int rows = size.rows();
    int columns = size.outputs();
    return new Comparison(
        tape,
        List.of(
            values(size, draw),
            draw.values(1, columns),
            draw.values(rows, 1),
            draw.positive(rows, columns)),
        (bench, in) -> {
          NDArray x = in.get(0);
          return List.of(
              x.add(in.get(1)).mul(in.get(2)),
              x.sub(in.get(2)).div(in.get(3)),
              bench.ops().scale(x, 0.375));
        },
        in -> {
          Matrix x = in.get(0);
          return List.of(
              x.plus(in.get(1)).times(in.get(2)),
              x.minus(in.get(2)).over(in.get(3)),
              x.scaled(0.375));
        },
        true);
  }

  private static Trial reductions(Size size, Draw draw, Tape tape) {
    return new Comparison(
        tape,
        List.of(values(size, draw), draw.distinct(size.rows(), size.outputs())),
        (bench, in) -> {
          NDArray x = in.get(0);
          NDArray y = in.get(1);
          return List.of(
              x.sum(new int[] {-1}),
              x.sum(new int[] {0}),
              x.mean(new int[] {-1}),
              y.max(new int[] {-1}),
              y.max(new int[] {0}),
              x.norm());
        },
        in -> {
          Matrix x = in.get(0);
          Matrix y = in.get(1);
          return List.of(
              x.rowSums(),
              x.transposed().rowSums(),
              x.rowMeans(),
              greatest(y),
              greatest(y.transposed()),
              norm(x));
        },
        // The norm has no gradient at zeros, and nothing uses it there.
        false);
  }

  /** Returns the greatest value of each row, {@code [rows, 1]}. */
  private static Matrix greatest(Matrix x) {
    int[] places = new int[x.rows()];
    for (int row = 0; row < places.length; row++) {
      int best = 0;
      for (int column = 1; column < x.columns(); column++) {
        best = x.get(row, column) > x.get(row, best) ? column : best;
      }
      places[row] = row * x.columns() + best;
    }
    return x.pick(places.length, 1, places);
  }

  private static Matrix norm(Matrix x) {
    double sum = 0;
    for (double value : x.values()) {
      sum += value * value;
    }
    return x.constant(1, 1, new double[] {Math.sqrt(sum)});
  }

  /** Computes the cumulative sums of each row, by a product with a triangular matrix of ones. */
  private static Matrix cumulated(Matrix x) {
    int n = x.columns();
    double[] triangle = new double[n * n];
    for (int i = 0; i < triangle.length; i++) {
      triangle[i] = i % n <= i / n ? 1 : 0;
    }
    return x.timesTransposed(x.constant(n, n, triangle));
  }

  /**
   * Checks dropout: kept values are scaled up, about the right share is dropped, and gradients
   * follow the kept values.
   */
  private static Trial dropout(Size size, Draw draw, Tape tape) {
    Matrix input = draw.positive(size.rows(), size.outputs());
    return bench -> {
      NDArray x = bench.array(input);
      try (GradMode on = GradMode.on()) {
        x.setRequiresGradient(true);
        NDArray y = Dropout.dropout(x, (float) DROPPED, true).singletonOrThrow();
        NDArray loss = y.sum();
        bench.torch().backward(loss, loss.onesLike());
        try (NDArray gradient = bench.torch().gradient(x)) {
          return errorsOfDropout(input.values(), Bench.read(y), Bench.read(gradient));
        }
      }
    };
  }

  private static Errors errorsOfDropout(double[] x, double[] y, double[] gradient) {
    double[] kept = new double[x.length];
    double[] slope = new double[x.length];
    int dropped = 0;
    for (int i = 0; i < x.length; i++) {
      boolean zero = y[i] == 0;
      dropped += zero ? 1 : 0;
      kept[i] = zero ? 0 : x[i] / (1 - DROPPED);
      slope[i] = zero ? 0 : 1 / (1 - DROPPED);
    }
    double off = Math.abs((double) dropped / x.length - DROPPED);
    double chance = DEVIATIONS * Math.sqrt(DROPPED * (1 - DROPPED) / x.length);
    double result = off > chance ? off : Errors.of(y, kept);
    return new Errors(result, Errors.of(gradient, slope));
  }
}
