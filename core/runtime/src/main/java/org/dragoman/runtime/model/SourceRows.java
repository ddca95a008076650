package org.dragoman.runtime.model;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.IntStream;
import org.dragoman.spi.ContextSequence;
import org.dragoman.spi.ContextState;
import org.dragoman.spi.ContextStep;
import org.dragoman.spi.ContextStrategy;
import org.dragoman.spi.Memory;
import org.jspecify.annotations.Nullable;

/**
 * The source as the rows of a search attend to it. Neighbouring rows of one sentence, as a beam has
 * them, share its memory: it is kept once and asked by all of them in one call, which saves copying
 * it at every step and reading it for each of them. A strategy that carries a state, or cannot
 * answer several queries at once, gets a row of memory for each row of the search. An immutable
 * value.
 */
public final class SourceRows {
  private final Memory memory;
  private final int memoryRows;
  private final int sharing;
  private final boolean stepwise;

  private SourceRows(Memory memory, int memoryRows, int sharing, boolean stepwise) {
    this.memory = memory;
    this.memoryRows = memoryRows;
    this.sharing = sharing;
    this.stepwise = stepwise;
  }

  /** One row a sentence. */
  static SourceRows of(Memory memory, int sentences) {
    return new SourceRows(memory, sentences, 1, false);
  }

  /** The number of rows of the search. */
  public int count() {
    return memoryRows * sharing;
  }

  /**
   * Return the source of other rows.
   *
   * @param rows repeats allowed
   * @param scratch the index is made on it
   */
  public SourceRows select(int[] rows, NDManager scratch) {
    int[] wanted = Arrays.stream(rows).map(row -> row / sharing).toArray();
    int repeated = stepwise ? 1 : repetition(wanted);
    int[] heads =
        IntStream.range(0, rows.length / repeated).map(i -> wanted[i * repeated]).toArray();
    if (Arrays.equals(heads, IntStream.range(0, memoryRows).toArray())) {
      return new SourceRows(memory, memoryRows, repeated, stepwise);
    }
    return new SourceRows(memory.select(index(heads, scratch)), heads.length, repeated, stepwise);
  }

  /** Hands the arrays to another manager. */
  public SourceRows attach(NDManager manager) {
    memory.attach(manager);
    return this;
  }

  /**
   * The results of attention for one step of all rows.
   *
   * @param context {@code [rows, C]}
   * @param weights {@code [rows, S]}, null where the strategy has none
   * @param state of the strategy, for the next step
   * @param source to attend to in the next step
   */
  record Attended(
      NDArray context, @Nullable NDArray weights, ContextState state, SourceRows source) {}

  /**
   * Attends to the source for one step of all rows.
   *
   * @param state of the strategy
   * @param queries {@code [rows, Q]}
   */
  Attended attend(ContextStrategy strategy, ContextState state, NDArray queries) {
    if (!stepwise && state == ContextState.NONE) {
      NDArray grid = queries.reshape(memoryRows, sharing, -1).transpose(1, 0, 2);
      Optional<ContextSequence> all = strategy.contexts(memory, grid);
      if (all.isPresent()) {
        NDArray weights = all.get().weights();
        return new Attended(
            rows(all.get().contexts()), weights == null ? null : rows(weights), state, this);
      }
    }
    SourceRows apart = apart(queries.getManager());
    ContextStep step = strategy.step(apart.memory, state, queries);
    return new Attended(step.context(), step.weights(), step.state(), apart);
  }

  /** {@code [sharing, memory rows, X]} to {@code [rows, X]}. */
  private NDArray rows(NDArray grid) {
    return grid.transpose(1, 0, 2).reshape(new Shape(count(), grid.getShape().get(2)));
  }

  /** The same with a row of memory for each row of the search, from now on. */
  private SourceRows apart(NDManager scratch) {
    if (sharing == 1) {
      return new SourceRows(memory, memoryRows, 1, true);
    }
    int[] sentences = IntStream.range(0, count()).map(row -> row / sharing).toArray();
    return new SourceRows(memory.select(index(sentences, scratch)), count(), 1, true);
  }

  private static NDArray index(int[] rows, NDManager scratch) {
    return scratch.create(Arrays.stream(rows).asLongStream().toArray());
  }

  /** How often each value stands in a row, where that is the same for all; else 1. */
  private static int repetition(int[] values) {
    int length = 1;
    while (length < values.length && values[length] == values[0]) {
      length++;
    }
    int each = length;
    boolean even =
        values.length % each == 0
            && IntStream.range(0, values.length).allMatch(i -> values[i] == values[i - i % each]);
    return even ? each : 1;
  }
}
