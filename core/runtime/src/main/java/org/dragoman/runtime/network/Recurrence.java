package org.dragoman.runtime.network;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.ArrayList;
import java.util.List;
import org.dragoman.runtime.engine.NativeCopy;
import org.dragoman.spi.CellRun;
import org.dragoman.spi.CellState;
import org.dragoman.spi.Lengths;
import org.dragoman.spi.Ops;
import org.dragoman.spi.SequenceOutput;

/**
 * Runs a cell over a padded batch: in one call where the cell can, else step by step. Past its end
 * a sequence keeps its state and puts out zeros, so that padding changes nothing.
 */
public final class Recurrence {
  private Recurrence() {}

  /** Return a runner that runs each cell by {@link #run}. */
  public static SequenceRunner by(Ops ops) {
    return (run, inputs, lengths, reverse, initial) ->
        run(ops, run, inputs, lengths, reverse, initial);
  }

  /**
   * Runs a cell over whole sequences.
   *
   * @param inputs {@code [T, B, I]}
   * @param reverse whether each sequence is read from its end
   */
  public static SequenceOutput run(
      Ops ops, CellRun run, NDArray inputs, Lengths lengths, boolean reverse, CellState initial) {
    return run.sequence(inputs, lengths, reverse, initial)
        .orElseGet(() -> stepwise(ops, run, inputs, lengths, reverse, initial));
  }

  /** {@link #run} by steps, also for cells that have a faster way. */
  public static SequenceOutput stepwise(
      Ops ops, CellRun run, NDArray inputs, Lengths lengths, boolean reverse, CellState initial) {
    NDManager manager = inputs.getManager();
    NDArray projected = run.project(inputs);
    CellState state = initial;
    List<NDArray> outputs = new ArrayList<>();
    int steps = lengths.max();
    for (int i = 0; i < steps; i++) {
      // Read backwards, the padding comes first: a sequence starts when its last word is reached.
      int t = reverse ? steps - 1 - i : i;
      CellState next = run.step(projected.get(t), state);
      NDArray real = realRows(manager, lengths, t);
      state = choose(ops, real, next, state);
      outputs.add(ops.where(real, state.output(), state.output().zerosLike()));
    }
    if (reverse) {
      java.util.Collections.reverse(outputs);
    }
    return new SequenceOutput(NDArrays.stack(new NDList(outputs)), state);
  }

  private static CellState choose(Ops ops, NDArray real, CellState next, CellState last) {
    List<NDArray> memory = new ArrayList<>();
    for (int k = 0; k < next.memory().size(); k++) {
      memory.add(ops.where(real, next.memory().get(k), last.memory().get(k)));
    }
    return new CellState(ops.where(real, next.output(), last.output()), memory);
  }

  /** {@code [B, 1]}, true where a sequence reaches step t. */
  private static NDArray realRows(NDManager manager, Lengths lengths, int t) {
    boolean[] real = new boolean[lengths.batchSize()];
    for (int b = 0; b < real.length; b++) {
      real[b] = lengths.get(b) > t;
    }
    return NativeCopy.of(manager.create(real)).reshape(new Shape(real.length, 1));
  }
}
