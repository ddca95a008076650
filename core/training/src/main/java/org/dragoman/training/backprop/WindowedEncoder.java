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
import org.dragoman.runtime.model.Recurrence;
import org.dragoman.runtime.model.SequenceRunner;
import org.dragoman.spi.CellRun;
import org.dragoman.spi.CellState;
import org.dragoman.spi.Lengths;
import org.dragoman.spi.Ops;
import org.dragoman.spi.SequenceOutput;
import org.dragoman.training.backprop.Windows.Window;

/**
 * Runs an encoder's cells over a batch by truncated BPTT: forward without a graph; then, when the
 * gradients of the outputs are known, each window once more with a graph, and backward through it.
 * Of a whole sequence only inputs and outputs are kept.
 */
final class WindowedEncoder implements SequenceRunner {
  private final Torch torch;
  private final Ops ops;
  private final Windows windows;
  private final long seed;
  private final List<Sequence> sequences = new ArrayList<>();

  /**
   * An encoder's cells that have not run yet.
   *
   * @param seed of the dropout of this batch, which must be the same both times
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

  /** Takes the gradients that have come to the outputs back to weights and inputs. */
  void backward() {
    for (int i = sequences.size() - 1; i >= 0; i--) {
      sequences.get(i).backward();
    }
  }

  /** One cell's way over the batch. Positions are counted as the cell reads. */
  private final class Sequence {
    private final int number;
    private final CellRun run;
    private final NDArray inputs;
    private final Lengths lengths;
    private final boolean reverse;
    private final List<Window> all;
    // The states at the positions where windows begin or end, by position.
    private final TreeMap<Integer, CellState> states = new TreeMap<>();
    private final SequenceOutput leaves;

    /** Goes forward. */
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

    /** The parts between two positions that no window begins or ends within: from and to. */
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

    /** Runs a piece; a sequence that is not read in it puts out zeros and keeps its state. */
    private SequenceOutput piece(NDArray of, int from, int to, CellState state, NDManager scope) {
      // Both times that it runs, the same values are dropped.
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

    /** What has the window's share of the gradient as its own: outputs times their gradients. */
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

    /**
     * The final states of the sequences whose last step is read in these, times their gradients.
     */
    private NDArray ends(Steps steps, CellState state, CellState last, NDManager scope) {
      NDArray sum = scope.zeros(new Shape(), last.output().getDataType());
      if (reverse && steps.from() > 0) {
        // Read from its end, each sequence is done at its first word.
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
