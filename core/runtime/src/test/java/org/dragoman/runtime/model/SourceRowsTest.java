package org.dragoman.runtime.model;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Parameter;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.dragoman.runtime.engine.Torch;
import org.dragoman.spi.ContextSequence;
import org.dragoman.spi.ContextState;
import org.dragoman.spi.ContextStep;
import org.dragoman.spi.ContextStrategy;
import org.dragoman.spi.EncoderOutput;
import org.dragoman.spi.Memory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SourceRowsTest {
  private final Torch torch = Torch.open(Device.cpu());
  private final NDManager manager = torch.manager();
  private final Adder strategy = new Adder();

  @AfterEach
  void close() {
    torch.close();
  }

  @Test
  void neighboursOfOneSentenceShareItsMemory() {
    SourceRows rows = attend(SourceRows.of(memory(10, 20, 30), 3), 1, 2, 3);
    rows = rows.select(new int[] {0, 0, 1, 1, 2, 2}, manager);
    rows = attend(rows, 1, 2, 3, 4, 5, 6);
    attend(rows.select(new int[] {1, 0, 5, 4}, manager), 7, 8, 9, 1);

    assertThat(strategy.contexts).containsExactly("11 22 33", "11 12 23 24 35 36", "17 18 39 31");
    assertThat(strategy.memoryRows).containsExactly(3L, 3L, 2L);
  }

  @Test
  void anUnevenSelectionIsGivenARowOfMemoryForEach() {
    SourceRows rows = attend(SourceRows.of(memory(10, 20), 2), 1, 2);
    rows = rows.select(new int[] {0, 0, 1, 1}, manager);
    rows = attend(rows, 1, 2, 3, 4);
    attend(rows.select(new int[] {3, 0, 1}, manager), 5, 6, 7);

    assertThat(strategy.contexts).last().isEqualTo("25 16 17");
    assertThat(strategy.memoryRows).last().isEqualTo(3L);
  }

  @Test
  void aStrategyThatGoesStepByStepIsGivenARowOfMemoryForEach() {
    strategy.stepwise = true;
    SourceRows rows = attend(SourceRows.of(memory(10, 20), 2), 1, 2);
    rows = rows.select(new int[] {0, 0, 1, 1}, manager);
    rows = attend(rows, 1, 2, 3, 4);
    attend(rows.select(new int[] {2, 3}, manager), 5, 6);

    assertThat(strategy.contexts).containsExactly("11 22", "11 12 23 24", "25 26");
    assertThat(strategy.memoryRows).containsExactly(2L, 4L, 2L);
  }

  @Test
  void rowsThatShareBeforeTheFirstStepAreGivenARowOfMemoryEach() {
    strategy.stepwise = true;
    SourceRows rows = SourceRows.of(memory(10, 20), 2);
    rows = attend(rows.select(new int[] {0, 0, 0, 1, 1, 1}, manager), 1, 2, 3, 4, 5, 6);
    attend(rows.select(new int[] {5, 0}, manager), 7, 8);

    assertThat(strategy.contexts).containsExactly("11 12 13 24 25 26", "27 18");
    assertThat(strategy.memoryRows).containsExactly(6L, 2L);
  }

  @Test
  void aStateIsCarriedFromStepToStep() {
    SourceRows rows = SourceRows.of(memory(10, 20), 2).select(new int[] {0, 0, 1, 1}, manager);
    ContextState state = new Steps(0);
    NDArray queries = manager.create(new float[] {1, 2, 3, 4}, new Shape(4, 1));
    for (int t = 1; t <= 2; t++) {
      SourceRows.Attended attended = rows.attend(strategy, state, queries);
      assertThat(attended.context().toFloatArray()).containsExactly(11, 12, 23, 24);
      assertThat(attended.state()).isEqualTo(new Steps(t));
      rows = attended.source();
      state = attended.state();
    }
  }

  private SourceRows attend(SourceRows rows, float... queries) {
    NDArray asked = manager.create(queries, new Shape(queries.length, 1));
    assertThat(rows.count()).isEqualTo(queries.length);
    SourceRows.Attended attended = rows.attend(strategy, ContextState.NONE, asked);
    StringBuilder contexts = new StringBuilder();
    for (float value : attended.context().toFloatArray()) {
      contexts.append(contexts.isEmpty() ? "" : " ").append((int) value);
    }
    strategy.contexts.add(contexts.toString());
    return attended.source();
  }

  private Memory memory(float... values) {
    return new Column(manager.create(values, new Shape(values.length, 1)));
  }

  private record Column(NDArray values) implements Memory {
    @Override
    public Memory select(NDArray rows) {
      return new Column(values.get(rows));
    }

    @Override
    public Memory attach(NDManager manager) {
      values.attach(manager);
      return this;
    }
  }

  /** The number of steps that were made. */
  private record Steps(int count) implements ContextState {
    @Override
    public ContextState select(NDArray rows) {
      return this;
    }

    @Override
    public ContextState attach(NDManager manager) {
      return this;
    }
  }

  /** Its context is the sentence's number plus the query's. */
  private static final class Adder implements ContextStrategy {
    private final List<String> contexts = new ArrayList<>();
    private final List<Long> memoryRows = new ArrayList<>();
    private boolean stepwise;

    @Override
    public long contextSize() {
      return 1;
    }

    @Override
    public List<Parameter> parameters() {
      return List.of();
    }

    @Override
    public boolean hasWeights() {
      return false;
    }

    @Override
    public Memory prepare(EncoderOutput encoded) {
      throw new UnsupportedOperationException();
    }

    @Override
    public ContextStep step(Memory memory, ContextState state, NDArray query) {
      ContextState next = state instanceof Steps steps ? new Steps(steps.count() + 1) : state;
      return new ContextStep(plus(memory, query), null, next);
    }

    @Override
    public Optional<ContextSequence> contexts(Memory memory, NDArray queries) {
      return stepwise
          ? Optional.empty()
          : Optional.of(new ContextSequence(plus(memory, queries), null));
    }

    private NDArray plus(Memory memory, NDArray queries) {
      NDArray values = ((Column) memory).values();
      memoryRows.add(values.getShape().get(0));
      return queries.add(values);
    }
  }
}
