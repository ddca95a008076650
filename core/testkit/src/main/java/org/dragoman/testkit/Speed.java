package org.dragoman.testkit;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.dragoman.runtime.batch.PaddedBatch;
import org.dragoman.runtime.engine.GradMode;
import org.dragoman.runtime.network.Recurrence;
import org.dragoman.spi.CellRun;
import org.dragoman.spi.CellState;
import org.dragoman.spi.ContextState;
import org.dragoman.spi.ContextStep;
import org.dragoman.spi.ContextStrategy;
import org.dragoman.spi.EncoderOutput;
import org.dragoman.spi.Lengths;
import org.dragoman.spi.Memory;
import org.dragoman.spi.Mode;
import org.dragoman.spi.RnnCell;
import org.dragoman.spi.SequenceOutput;
import org.dragoman.spi.Tokenizer;

/**
 * Measures how fast a component is on this machine, in inference and FLOAT32. The numbers are
 * rough: compare them only with others of the same machine.
 */
public final class Speed {
  private static final int BATCH = 32;
  private static final int LENGTH = 25;
  private static final long MEASURED_NANOS = 300_000_000;
  private static final String TEXT = "The quick brown fox jumps over the lazy dog, 3.14 times. ";

  private Speed() {}

  /**
   * Measures the tokens per second of a cell: by {@code steps} and, if the cell has that way,
   * {@code fused}.
   *
   * @param cell its weights are drawn by this method
   */
  public static Map<String, Long> of(TestEngine engine, RnnCell cell) {
    engine.fill(cell, DataType.FLOAT32);
    NDArray inputs = engine.normal(new Shape(LENGTH, BATCH, cell.inputSize()), DataType.FLOAT32);
    Map<String, Long> speeds = new LinkedHashMap<>();
    speeds.put("steps", tokensPerSecond(engine, scope -> run(engine, scope, cell, inputs)));
    boolean fused;
    try (NDManager scope = engine.manager().newSubManager();
        GradMode off = GradMode.off()) {
      fused = fused(scope, cell, inputs);
    }
    if (fused) {
      speeds.put("fused", tokensPerSecond(engine, scope -> fused(scope, cell, inputs)));
    }
    return speeds;
  }

  private static void run(TestEngine engine, NDManager scope, RnnCell cell, NDArray inputs) {
    CellRun run = cell.open(scope, BATCH, Mode.INFERENCE);
    NDArray x = TestEngine.view(scope, inputs);
    SequenceOutput outcome =
        Recurrence.stepwise(engine.ops(), run, x, lengths(), false, run.zeroState());
    // Reading a value waits for what computes it.
    Values.of(outcome.outputs().get(LENGTH - 1));
  }

  private static boolean fused(NDManager scope, RnnCell cell, NDArray inputs) {
    CellRun run = cell.open(scope, BATCH, Mode.INFERENCE);
    CellState zero = run.zeroState();
    return run.sequence(TestEngine.view(scope, inputs), lengths(), false, zero)
        .map(outcome -> Values.of(outcome.outputs().get(LENGTH - 1)).length > 0)
        .orElse(false);
  }

  /**
   * Queries a second of a context strategy over {@value #LENGTH} source positions, {@code steps}
   * and, where it has that way, {@code all at once}.
   *
   * @param strategy its weights are drawn by this method
   */
  public static Map<String, Long> of(
      TestEngine engine, ContextStrategy strategy, long memorySize, long querySize) {
    engine.fill(strategy, DataType.FLOAT32);
    NDArray states = engine.normal(new Shape(LENGTH, BATCH, memorySize), DataType.FLOAT32);
    NDArray summary = engine.normal(new Shape(BATCH, memorySize), DataType.FLOAT32);
    NDArray queries = engine.normal(new Shape(LENGTH, BATCH, querySize), DataType.FLOAT32);
    NDArray ids = engine.manager().zeros(new Shape(LENGTH, BATCH), DataType.INT64);
    NDArray mask = new PaddedBatch(ids, lengths()).mask(DataType.FLOAT32);
    Asked asked = new Asked(strategy, states, summary, queries, mask);
    Map<String, Long> speeds = new LinkedHashMap<>();
    speeds.put("steps", tokensPerSecond(engine, asked::steps));
    boolean atOnce;
    try (NDManager scope = engine.manager().newSubManager();
        GradMode off = GradMode.off()) {
      atOnce = asked.atOnce(scope);
    }
    if (atOnce) {
      speeds.put("all at once", tokensPerSecond(engine, asked::atOnce));
    }
    return speeds;
  }

  /** A context strategy with an encoded batch and queries. */
  private record Asked(
      ContextStrategy strategy, NDArray states, NDArray summary, NDArray queries, NDArray mask) {

    private Memory memory(NDManager scope) {
      return strategy.prepare(
          new EncoderOutput(
              TestEngine.view(scope, states),
              TestEngine.view(scope, summary),
              TestEngine.view(scope, mask),
              lengths()));
    }

    void steps(NDManager scope) {
      Memory memory = memory(scope);
      NDArray asked = TestEngine.view(scope, queries);
      ContextState state = strategy.start(memory);
      NDArray last = asked;
      for (long t = 0; t < LENGTH; t++) {
        ContextStep step = strategy.step(memory, state, asked.get(t));
        state = step.state();
        last = step.context();
      }
      Values.of(last);
    }

    boolean atOnce(NDManager scope) {
      return strategy
          .contexts(memory(scope), TestEngine.view(scope, queries))
          .map(all -> Values.of(all.contexts().get(0)).length > 0)
          .orElse(false);
    }
  }

  /** Characters a second that a tokenizer encodes. */
  public static Map<String, Long> of(Tokenizer tokenizer) {
    List<Integer> tokens = new ArrayList<>();
    long[] runs = timed(() -> tokens.add(tokenizer.encode(TEXT).size()));
    return Map.of("encode", perSecond(runs, TEXT.length()));
  }

  private static Lengths lengths() {
    return Lengths.of(IntStream.range(0, BATCH).map(i -> LENGTH).toArray());
  }

  private static long tokensPerSecond(TestEngine engine, Consumer<NDManager> run) {
    return perSecond(
        timed(
            () -> {
              try (NDManager scope = engine.manager().newSubManager();
                  GradMode off = GradMode.off()) {
                run.accept(scope);
              }
            }),
        (long) BATCH * LENGTH);
  }

  /**
   * Runs something twice to warm up and then for a while. Returns the number of runs and the
   * nanoseconds.
   */
  private static long[] timed(Runnable run) {
    run.run();
    run.run();
    long start = System.nanoTime();
    long times = 0;
    do {
      run.run();
      times++;
    } while (System.nanoTime() - start < MEASURED_NANOS);
    return new long[] {times, System.nanoTime() - start};
  }

  private static long perSecond(long[] runs, long units) {
    return Math.round(1e9 * runs[0] * units / runs[1]);
  }

  /** {@code steps 12,345, fused 23,456}. */
  public static String inWords(Map<String, Long> speeds) {
    return speeds.entrySet().stream()
        .map(speed -> "%s %,d".formatted(speed.getKey(), speed.getValue()))
        .collect(Collectors.joining(", "));
  }
}
