package org.dragoman.runtime.engine.check;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.types.Shape;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/** Operations that move values, or return their places. */
final class SelectionOperations {
  private static final Operation.Dimensions ROWS = new Operation.Dimensions("rows", "", "columns");
  private static final Operation.Dimensions PICKED =
      new Operation.Dimensions("rows", "picked", "columns");
  private static final int BEST = 5;

  private SelectionOperations() {}

  static List<Operation> all() {
    return List.of(
        operation("rows by number", Use.EVERYTHING, PICKED, SelectionOperations::rows),
        operation("gather", Use.EVERYTHING, PICKED, SelectionOperations::gather),
        operation("where", Use.EVERYTHING, ROWS, SelectionOperations::where),
        operation("concat, stack, split", Use.EVERYTHING, ROWS, SelectionOperations::join),
        operation("slices, flip, repeat", Use.EVERYTHING, ROWS, SelectionOperations::shift),
        topK(),
        operation("sort, argMax", Use.SEARCH, ROWS, SelectionOperations::sort));
  }

  private static Operation operation(
      String name, Use use, Operation.Dimensions dimensions, Operation.Maker maker) {
    return new Operation(name, use, Operation.FLOAT32, dimensions, false, maker);
  }

  private static Trial rows(Size size, Draw draw, Tape tape) {
    int[] numbers = draw.numbers(size.inputs(), size.rows());
    return new Comparison(
        tape,
        List.of(draw.values(size.rows(), size.outputs())),
        (bench, in) -> List.of(bench.ops().rows(in.get(0), bench.numbers(numbers))),
        in -> List.of(in.get(0).rows(numbers)),
        true);
  }

  private static Trial gather(Size size, Draw draw, Tape tape) {
    int picked = size.inputs();
    int[] numbers = draw.numbers(size.rows() * picked, size.outputs());
    int[] places = new int[numbers.length];
    Arrays.setAll(places, i -> i / picked * size.outputs() + numbers[i]);
    return new Comparison(
        tape,
        List.of(draw.values(size.rows(), size.outputs())),
        (bench, in) ->
            List.of(
                in.get(0)
                    .gather(bench.numbers(numbers).reshape(new Shape(size.rows(), picked)), 1)),
        in -> List.of(in.get(0).pick(size.rows(), picked, places)),
        true);
  }

  private static Trial where(Size size, Draw draw, Tape tape) {
    // A condition of one column is broadcast, as for rows that have ended.
    int[] chosen = draw.numbers(size.rows(), 2);
    return new Comparison(
        tape,
        List.of(draw.values(size.rows(), size.outputs()), draw.values(size.rows(), size.outputs())),
        (bench, in) -> {
          NDArray condition = bench.numbers(chosen).gt(0).reshape(new Shape(-1, 1));
          return List.of(bench.ops().where(condition, in.get(0), in.get(1)));
        },
        in -> {
          double[] mask = Arrays.stream(chosen).asDoubleStream().toArray();
          Matrix first = in.get(0).constant(mask.length, 1, mask);
          return List.of(in.get(1).plus(in.get(0).minus(in.get(1)).times(first)));
        },
        true);
  }

  private static Trial join(Size size, Draw draw, Tape tape) {
    int columns = size.outputs();
    return new Comparison(
        tape,
        List.of(draw.values(size.rows(), columns), draw.values(size.rows(), columns)),
        (bench, in) -> {
          NDArray x = in.get(0);
          NDArray y = in.get(1);
          NDArray wide = x.concat(y, 1);
          return List.of(wide, NDArrays.stack(new NDList(x, y)), wide.split(2, 1).get(1));
        },
        in -> {
          Matrix x = in.get(0);
          Matrix y = in.get(1);
          Matrix wide = Matrix.stacked(List.of(x.transposed(), y.transposed())).transposed();
          return List.of(wide, Matrix.stacked(List.of(x, y)), y);
        },
        true);
  }

  private static Trial shift(Size size, Draw draw, Tape tape) {
    int rows = size.rows();
    int columns = size.outputs();
    int from = columns / 3;
    int[] backwards = IntStream.range(0, rows).map(i -> rows - 1 - i).toArray();
    int[] twice = IntStream.range(0, 2 * rows).map(i -> i / 2).toArray();
    return new Comparison(
        tape,
        List.of(draw.values(rows, columns)),
        (bench, in) ->
            List.of(in.get(0).get(":, " + from + ":"), in.get(0).flip(0), in.get(0).repeat(0, 2)),
        in ->
            List.of(
                in.get(0).columnRange(from, columns),
                in.get(0).rows(backwards),
                in.get(0).rows(twice)),
        true);
  }

  /** Returns the check of the greatest values and their places; no two values are equal. */
  static Operation topK() {
    return operation(
        "topK",
        Use.SEARCH,
        ROWS,
        (size, draw, tape) -> {
          int k = Math.min(BEST, size.outputs());
          return new Comparison(
              tape,
              List.of(draw.distinct(size.rows(), size.outputs())),
              (bench, in) -> {
                NDList top = in.get(0).topK(k, 1, true, true);
                return List.of(top.get(0), top.get(1));
              },
              in -> {
                int[] best = columnsByValue(in.get(0), k);
                return List.of(
                    in.get(0).pick(size.rows(), k, places(best, k, size.outputs())),
                    numbers(in.get(0), best, k));
              },
              false);
        });
  }

  private static Trial sort(Size size, Draw draw, Tape tape) {
    int columns = size.outputs();
    return new Comparison(
        tape,
        List.of(draw.distinct(size.rows(), columns)),
        (bench, in) -> List.of(in.get(0).neg().sort(-1).neg(), in.get(0).argMax(-1)),
        in -> {
          int[] order = columnsByValue(in.get(0), columns);
          return List.of(
              in.get(0).pick(size.rows(), columns, places(order, columns, columns)),
              numbers(in.get(0), columnsByValue(in.get(0), 1), 1));
        },
        false);
  }

  /** Returns the columns of the greatest values of each row, best first. */
  private static int[] columnsByValue(Matrix x, int count) {
    List<Integer> best = new ArrayList<>();
    for (int row = 0; row < x.rows(); row++) {
      int at = row;
      IntStream.range(0, x.columns())
          .boxed()
          .sorted((a, b) -> Double.compare(x.get(at, b), x.get(at, a)))
          .limit(count)
          .forEach(best::add);
    }
    return best.stream().mapToInt(Integer::intValue).toArray();
  }

  private static int[] places(int[] columns, int ofRow, int width) {
    int[] places = new int[columns.length];
    Arrays.setAll(places, i -> i / ofRow * width + columns[i]);
    return places;
  }

  private static Matrix numbers(Matrix like, int[] numbers, int ofRow) {
    double[] values = Arrays.stream(numbers).asDoubleStream().toArray();
    return like.constant(values.length / ofRow, ofRow, values);
  }
}
