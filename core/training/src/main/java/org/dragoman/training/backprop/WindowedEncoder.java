package org.dragoman.training.backprop;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.TreeSet;
import org.dragoman.runtime.engine.GradMode;
import org.dragoman.runtime.engine.Torch;
import org.dragoman.runtime.network.Recurrence;
import org.dragoman.runtime.network.SequenceRunner;
import org.dragoman.spi.CellRun;
import org.dragoman.spi.CellState;
import org.dragoman.spi.Lengths;
import org.dragoman.spi.Ops;
import org.dragoman.spi.SequenceOutput;
import org.dragoman.training.backprop.Windows.Window;

/**
 * Runs an encoder's cells over a batch by truncated BPTT. It first runs forward without a graph.
 * When the gradients of the outputs are known, it runs each window again with a graph, and backward
 * through it. So it keeps only inputs and outputs of whole sequences.
 */
final class WindowedEncoder implements SequenceRunner {
  private final Torch torch;
  private final Ops ops;
  private final Windows windows;
  private final long seed;
  private final List<Sequence> sequences = new ArrayList<>();

  /**
   * Creates a runner whose cells have not run yet.
   *
   * @param seed of the dropout of this batch, which must be the same in both runs
   */
  WindowedEncoder(Torch torch, Windows windows, long seed) {
    this.torch = torch;
    this.ops = torch.ops();
    this.windows = windows;
    this.seed = seed;
  }

  @Override
  public SequenceOutput run(
      CellRun run, NDArray inputs, Lengths lengths, boolean reverse, CellState initial) {
    Sequence sequence = new Sequence(run, inputs, lengths, reverse, initial);
    sequences.add(sequence);
    return sequence.leaves;
  }

  /** Propagates the gradients of the outputs back to weights and inputs. */
  void backward() {
    for (int i = sequences.size() - 1; i >= 0; i--) {
      sequences.get(i).backward();
    }
  }

  /**
   * The run of one cell over the batch. Positions are counted in the order in which the cell reads.
   */
  private final class Sequence {
    private final int number;
    private final CellRun run;
    private final NDArray inputs;
    private final Lengths lengths;
    private final boolean reverse;
    private final List<Window> all;
    // The states at the begins and ends of windows, by position.
    private final TreeMap<Integer, CellState> states = new TreeMap<>();
    private final SequenceOutput leaves;

    /** Runs forward. */
    Sequence(CellRun run, NDArray inputs, Lengths lengths, boolean reverse, CellState initial) {
      number = sequences.size();
      this.run = run;
      this.inputs = inputs;
      this.lengths = lengths;
      this.reverse = reverse;
      all = windows.of(lengths.max());
      leaves = forward(initial);
    }

    private SequenceOutput forward(CellState initial) {
      NDManager outer = inputs.getManager();
      List<NDArray> outputs = new ArrayList<>();
      states.put(0, initial);
      CellState state = initial;
      try (GradMode off = GradMode.off()) {
        for (Map.Entry<Integer, Integer> piece : pieces(0, lengths.max()).entrySet()) {
          try (NDManager scope = outer.newSubManager()) {
            SequenceOutput out = piece(inputs, piece.getKey(), piece.getValue(), state, scope);
            out.outputs().attach(outer);
            outputs.add(reverse ? 0 : outputs.size(), out.outputs());
            state = out.finalState().attach(outer);
            states.put(piece.getValue(), state);
          }
        }
        NDArray joined = NDArrays.concat(new NDList(outputs), 0);
        outputs.forEach(NDArray::close);
        return new SequenceOutput(torch.leaf(joined), state.map(torch::leaf));
      }
    }

    /**
     * Divides the range between two positions into pieces, from and to, in which no window begins
     * or ends.
     */
    private TreeMap<Integer, Integer> pieces(int from, int to) {
      TreeSet<Integer> cuts = new TreeSet<>();
      for (Window window : all) {
        cuts.addAll(List.of(window.from(), window.lossFrom(), window.to()));
      }
      TreeMap<Integer, Integer> pieces = new TreeMap<>();
      int last = from;
      for (int cut : cuts.subSet(from, false, to, true)) {
        pieces.put(last, cut);
        last = cut;
      }
      return pieces;
    }

    private Steps steps(int from, int to) {
      int end = lengths.max();
      return reverse ? new Steps(lengths, end - to, end - from) : new Steps(lengths, from, to);
    }

    /** Runs a piece; a sequence that has no step in it outputs zeros and keeps its state. */
    private SequenceOutput piece(NDArray of, int from, int to, CellState state, NDManager scope) {
      // Both runs drop the same values.
      torch.seed(31 * (31 * seed + number) + from);
      Steps steps = steps(from, to);
      NDArray x = steps.of(of, scope);
      SequenceOutput out = Recurrence.run(ops, run, x, steps.within(), reverse, state);
      if (steps.areInAll()) {
        return out;
      }
      NDArray present = steps.present(scope);
      List<NDArray> memory = new ArrayList<>();
      for (int k = 0; k < state.memory().size(); k++) {
        memory.add(ops.where(present, out.finalState().memory().get(k), state.memory().get(k)));
      }
      CellState kept =
          new CellState(ops.where(present, out.finalState().output(), state.output()), memory);
      NDArray outputs = out.outputs();
      return new SequenceOutput(ops.where(present, outputs, outputs.zerosLike()), kept);
    }

    void backward() {
      NDManager outer = inputs.getManager();
      NDArray x = torch.leaf(inputs);
      NDArray gradient = torch.gradient(leaves.outputs());
      CellState last = leaves.finalState().map(torch::gradient);
      for (Window window : all) {
        try (NDManager scope = outer.newSubManager()) {
          NDArray sum = weighted(window, x, gradient, last, scope);
          if (torch.isInGraph(sum)) {
            torch.backward(sum, sum.onesLike());
          }
        }
      }
      if (torch.isInGraph(inputs)) {
        torch.backwardAndKeep(inputs, torch.gradient(x));
      }
    }

    /**
     * Returns outputs times their gradients, a sum whose gradient is the window's share of the
     * gradient.
     */
    private NDArray weighted(
        Window window, NDArray x, NDArray gradient, CellState last, NDManager scope) {
      CellState state =
          Objects.requireNonNull(states.get(window.from()))
              .map(
                  array -> {
                    NDArray own = array.stopGradient();
                    own.attach(scope);
                    return own;
                  });
      NDArray sum = scope.zeros(new Shape(), x.getDataType());
      for (Map.Entry<Integer, Integer> piece : pieces(window.from(), window.to()).entrySet()) {
        SequenceOutput out = piece(x, piece.getKey(), piece.getValue(), state, scope);
        state = out.finalState();
        if (piece.getKey() >= window.lossFrom()) {
          Steps steps = steps(piece.getKey(), piece.getValue());
          sum = sum.add(out.outputs().mul(steps.of(gradient, scope)).sum());
          sum = sum.add(ends(steps, state, last, scope));
        }
      }
      return sum;
    }

    /** Returns the final states of the sequences that end in these steps, times their gradients. */
    private NDArray ends(Steps steps, CellState state, CellState last, NDManager scope) {
      NDArray sum = scope.zeros(new Shape(), last.output().getDataType());
      if (reverse && steps.from() > 0) {
        // Read backwards, each sequence ends at its first token.
        return sum;
      }
      NDArray read = reverse ? steps.present(scope) : steps.ending(scope);
      NDArray nothing = last.output().zerosLike();
      sum = sum.add(state.output().mul(ops.where(read, last.output(), nothing)).sum());
      for (int k = 0; k < last.memory().size(); k++) {
        NDArray of = last.memory().get(k);
        sum = sum.add(state.memory().get(k).mul(ops.where(read, of, of.zerosLike())).sum());
      }
      return sum;
    }
  }
}
