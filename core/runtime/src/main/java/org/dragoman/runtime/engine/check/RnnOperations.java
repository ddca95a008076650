package org.dragoman.runtime.engine.check;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.types.Shape;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.dragoman.spi.CellState;
import org.dragoman.spi.FusedRnn;
import org.dragoman.spi.Lengths;
import org.dragoman.spi.SequenceOutput;

/** The engine's whole-sequence cells, on sequences of different lengths. */
final class RnnOperations {
  private static final Operation.Dimensions CELL =
      new Operation.Dimensions("batch", "inputs", "units");
  private static final int STEPS = 3;

  private RnnOperations() {}

  static List<Operation> all() {
    List<Operation> all = new ArrayList<>();
    for (FusedRnn kind : FusedRnn.values()) {
      for (boolean reverse : new boolean[] {false, true}) {
        all.add(operation(kind, reverse));
        all.add(rounded(kind, reverse));
      }
    }
    return all;
  }

  private static String name(FusedRnn kind, boolean reverse) {
    String cell = kind.name().toLowerCase(Locale.ROOT).replace('_', '-');
    return "fused " + cell + (reverse ? " in reverse" : "");
  }

  /** One cell in one direction. */
  static Operation operation(FusedRnn kind, boolean reverse) {
    return new Operation(
        name(kind, reverse),
        Use.CELL,
        Operation.FLOAT32,
        CELL,
        false,
        (size, draw, tape) -> comparison(new Cell(kind, reverse), size, draw, tape, true));
  }

  private static Operation rounded(FusedRnn kind, boolean reverse) {
    // At the kink of a rectifier, rounding may switch the gradient on or off.
    boolean backward = kind != FusedRnn.RNN_RELU;
    return new Operation(
        name(kind, reverse) + ", bfloat16",
        Use.BFLOAT16,
        Operation.BFLOAT16,
        CELL,
        false,
        (size, draw, tape) -> {
          Trial plain = comparison(new Cell(kind, reverse), size, draw, tape, backward);
          return bench -> ProductOperations.inBfloat16(bench.torch(), () -> plain.run(bench));
        });
  }

  /** A cell and the direction it reads in. */
  private record Cell(FusedRnn kind, boolean reverse) {
    int gates() {
      return switch (kind) {
        case LSTM -> 4;
        case GRU -> 3;
        case RNN_TANH, RNN_RELU -> 1;
      };
    }

    boolean hasMemory() {
      return kind == FusedRnn.LSTM;
    }
  }

  private static Trial comparison(Cell cell, Size size, Draw draw, Tape tape, boolean backward) {
    Lengths lengths = draw.lengths(size.rows(), STEPS);
    int gates = cell.gates() * size.outputs();
    List<Matrix> inputs = new ArrayList<>();
    inputs.add(draw.values(STEPS * size.rows(), size.inputs()));
    inputs.add(matrix(cell, draw, gates, size.inputs()));
    inputs.add(matrix(cell, draw, gates, size.outputs()));
    inputs.add(draw.values(1, gates));
    inputs.add(draw.values(1, gates));
    inputs.add(draw.values(size.rows(), size.outputs()));
    if (cell.hasMemory()) {
      inputs.add(draw.values(size.rows(), size.outputs()));
    }
    return new Comparison(
        tape,
        inputs,
        (bench, in) -> engine(bench, cell, lengths, in),
        in -> reference(cell, lengths, in),
        backward);
  }

  /**
   * Draws a matrix; for a rectifier of coarse numbers, so that its sums are exact and rounding
   * cannot cross the kink.
   */
  private static Matrix matrix(Cell cell, Draw draw, int rows, int columns) {
    return cell.kind() == FusedRnn.RNN_RELU
        ? draw.values(rows, columns)
        : draw.weights(rows, columns);
  }

  private static List<NDArray> engine(Bench bench, Cell cell, Lengths lengths, NDList in) {
    long batch = lengths.batchSize();
    NDArray x = in.get(0).reshape(STEPS, batch, in.get(0).getShape().get(1));
    NDList weights =
        new NDList(
            in.get(1),
            in.get(2),
            in.get(3).reshape(new Shape(-1)),
            in.get(4).reshape(new Shape(-1)));
    CellState initial =
        cell.hasMemory() ? CellState.of(in.get(5), in.get(6)) : CellState.of(in.get(5));
    SequenceOutput output =
        bench.ops().rnn(cell.kind(), x, lengths, cell.reverse(), initial, weights);
    List<NDArray> results = new ArrayList<>();
    results.add(output.outputs());
    results.add(output.finalState().output());
    results.addAll(output.finalState().memory());
    return results;
  }

  private static List<Matrix> reference(Cell cell, Lengths lengths, List<Matrix> in) {
    int batch = lengths.batchSize();
    int units = in.get(5).columns();
    Matrix h = in.get(5);
    Matrix c = cell.hasMemory() ? in.get(6) : h;
    Matrix[] outputs = new Matrix[STEPS];
    for (int i = 0; i < STEPS; i++) {
      int t = cell.reverse() ? STEPS - 1 - i : i;
      Matrix x =
          in.get(0).rowRange(t * batch, (t + 1) * batch).timesTransposed(in.get(1)).plus(in.get(3));
      Matrix r = h.timesTransposed(in.get(2)).plus(in.get(4));
      Matrix real = mask(h, lengths, t);
      Matrix nextC = cell.hasMemory() ? memory(x.plus(r), c, units) : c;
      Matrix nextH =
          switch (cell.kind()) {
            case RNN_TANH -> x.plus(r).tanh();
            case RNN_RELU -> x.plus(r).relu();
            case GRU -> gru(x, r, h, units);
            case LSTM -> gate(x.plus(r), 3, units).sigmoid().times(nextC.tanh());
          };
      // After its end (in reverse before its beginning) a sequence keeps its state.
      h = h.plus(nextH.minus(h).times(real));
      c = c.plus(nextC.minus(c).times(real));
      outputs[t] = h.times(real);
    }
    Matrix all = Matrix.stacked(List.of(outputs));
    return cell.hasMemory() ? List.of(all, h, c) : List.of(all, h);
  }

  private static Matrix gate(Matrix gates, int number, int units) {
    return gates.columnRange(number * units, (number + 1) * units);
  }

  private static Matrix memory(Matrix gates, Matrix c, int units) {
    Matrix forget = gate(gates, 1, units).sigmoid();
    Matrix added = gate(gates, 0, units).sigmoid().times(gate(gates, 2, units).tanh());
    return forget.times(c).plus(added);
  }

  private static Matrix gru(Matrix x, Matrix r, Matrix h, int units) {
    Matrix reset = gate(x, 0, units).plus(gate(r, 0, units)).sigmoid();
    Matrix keep = gate(x, 1, units).plus(gate(r, 1, units)).sigmoid();
    Matrix candidate = gate(x, 2, units).plus(reset.times(gate(r, 2, units))).tanh();
    return candidate.plus(keep.times(h.minus(candidate)));
  }

  /** Returns {@code [B, 1]}: 1 if a sequence reaches step t, otherwise 0. */
  private static Matrix mask(Matrix like, Lengths lengths, int t) {
    double[] real = new double[lengths.batchSize()];
    for (int b = 0; b < real.length; b++) {
      real[b] = lengths.get(b) > t ? 1 : 0;
    }
    return like.constant(real.length, 1, real);
  }
}
