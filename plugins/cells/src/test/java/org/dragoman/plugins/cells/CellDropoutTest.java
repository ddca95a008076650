package org.dragoman.plugins.cells;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.index.NDIndex;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Parameter;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.dragoman.runtime.engine.GradMode;
import org.dragoman.spi.CellRun;
import org.dragoman.spi.CellState;
import org.dragoman.spi.Lengths;
import org.dragoman.spi.Mode;
import org.dragoman.spi.RnnCell;
import org.dragoman.testkit.TestEngine;
import org.dragoman.testkit.Values;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class CellDropoutTest {
  private static final int SIZE = 64;
  private static final int BATCH = 32;
  private static final Shape STATE = new Shape(BATCH, SIZE);

  private final TestEngine engine = new TestEngine();
  private final GradMode off = GradMode.off();

  @AfterEach
  void close() {
    off.close();
    engine.close();
  }

  /** A cell whose weights are zeros but for the vectors and matrices given. */
  private RnnCell filled(RnnCell cell, Map<String, NDArray> values) {
    engine.fill(cell, DataType.FLOAT64);
    for (Parameter parameter : cell.parameters()) {
      NDArray array = parameter.getArray();
      NDArray value = values.getOrDefault(parameter.getName(), array.zerosLike());
      array.set(new NDIndex(":"), value);
    }
    return cell;
  }

  private CellRun open(RnnCell cell, Mode mode) {
    return cell.open(engine.manager(), BATCH, mode);
  }

  private NDArray noInput(CellRun run) {
    return run.project(engine.manager().zeros(new Shape(BATCH, 1), DataType.FLOAT64));
  }

  private static double share(double[] values, double of) {
    return IntStream.range(0, values.length).filter(i -> Math.abs(values[i] - of) < 1e-6).count()
        / (double) values.length;
  }

  /** {@code h' = tanh(masked h)}: the mask shows. */
  private RnnCell showingItsMask() {
    return filled(
        new RnnTanhCell.Factory(engine.ops())
            .create(new RnnConfig(SIZE, RecurrentInit.UNIFORM, new RnnConfig.Dropout(0.4, 0)), 1),
        Map.of("weight_hh", engine.manager().eye(SIZE, SIZE, 0, DataType.FLOAT64)));
  }

  @Test
  void theStatesMaskIsLockedForASequenceAndDrawnForEach() {
    RnnCell cell = showingItsMask();
    CellRun run = open(cell, Mode.TRAINING);
    CellState ones = run.zeroState().map(NDArray::onesLike);
    double[] first = Values.of(run.step(noInput(run), ones).output());
    double[] again = Values.of(run.step(noInput(run), ones).output());
    CellRun next = open(cell, Mode.TRAINING);
    double[] other = Values.of(next.step(noInput(next), ones).output());

    assertThat(again).isEqualTo(first);
    assertThat(other).isNotEqualTo(first);
    assertThat(share(first, 0)).isBetween(0.35, 0.45);
    assertThat(share(first, 0) + share(first, Math.tanh(1 / 0.6))).isEqualTo(1);
  }

  @Test
  void theStateIsWholeInInference() {
    CellRun run = open(showingItsMask(), Mode.INFERENCE);

    assertThat(
            share(
                Values.of(run.step(noInput(run), run.zeroState().map(NDArray::onesLike)).output()),
                Math.tanh(1)))
        .isEqualTo(1);
  }

  @Test
  void theStatesMaskIsForTheProductsOnly() {
    // All weights are zero: the gates stand half open, and h' = h / 2.
    RnnCell cell =
        filled(
            new GruCell.Factory(engine.ops())
                .create(
                    Configs.gated(SIZE, RecurrentInit.UNIFORM, new CellDropout(0.9, 0.9, 0)), 1),
            Map.of());
    CellRun run = open(cell, Mode.TRAINING);

    assertThat(
            share(
                Values.of(run.step(noInput(run), run.zeroState().map(NDArray::onesLike)).output()),
                0.5))
        .isEqualTo(1);
  }

  @Test
  void dropoutOfUpdatesNeverLosesMemoryAndIsDrawnAtEachStep() {
    // Gates wide open: c' = c + dropped tanh(1).
    double[] biases = new double[4 * SIZE];
    for (int k = 0; k < biases.length; k++) {
      biases[k] = k / SIZE == 2 ? 1 : 100;
    }
    RnnCell cell =
        filled(
            new LstmCell.Factory(engine.ops())
                .create(Configs.lstm(SIZE, new CellDropout(0, 0.4, 0)), 1),
            Map.of("bias_ih", engine.array(biases, new Shape(4 * SIZE), DataType.FLOAT64)));
    CellRun run = open(cell, Mode.TRAINING);
    NDArray c = engine.normal(STATE, DataType.FLOAT64);
    CellState start = CellState.of(c.zerosLike(), c);
    double[] first = added(run.step(noInput(run), start), c);
    double[] second = added(run.step(noInput(run), start), c);

    assertThat(share(first, 0)).isBetween(0.35, 0.45);
    assertThat(share(first, 0) + share(first, Math.tanh(1) / 0.6)).isEqualTo(1);
    assertThat(second).isNotEqualTo(first);
    CellRun whole = open(cell, Mode.INFERENCE);
    assertThat(share(added(whole.step(noInput(whole), start), c), Math.tanh(1))).isEqualTo(1);
  }

  private static double[] added(CellState state, NDArray c) {
    return Values.of(state.memory().get(0).sub(c));
  }

  private RnnCell lstm(CellDropout dropout) {
    engine.reseed();
    RnnCell cell = new LstmCell.Factory(engine.ops()).create(Configs.lstm(SIZE, dropout), 1);
    engine.fill(cell, DataType.FLOAT64);
    return cell;
  }

  @Test
  void zoneoutKeepsOldValuesInTrainingAndTakesTheExpectationInInference() {
    double rate = 0.3;
    RnnCell plain = lstm(CellDropout.NONE);
    RnnCell zoned = lstm(new CellDropout(0, 0, rate));
    NDArray h = engine.normal(STATE, DataType.FLOAT64);
    NDArray c = engine.normal(STATE, DataType.FLOAT64);
    CellRun run = open(plain, Mode.INFERENCE);
    CellState next = run.step(noInput(run), CellState.of(h, c));
    CellRun training = open(zoned, Mode.TRAINING);
    CellState kept = training.step(noInput(training), CellState.of(h, c));
    CellState later = training.step(noInput(training), CellState.of(h, c));
    CellRun inference = open(zoned, Mode.INFERENCE);
    CellState expected = inference.step(noInput(inference), CellState.of(h, c));

    boolean[] keptH = kept(h, next.output(), kept.output(), rate);
    boolean[] keptC = kept(c, next.memory().get(0), kept.memory().get(0), rate);
    assertThat(keptC).as("h and c are drawn apart").isNotEqualTo(keptH);
    assertThat(kept(h, next.output(), later.output(), rate)).isNotEqualTo(keptH);
    assertMixed(h, next.output(), expected.output(), rate);
    assertMixed(c, next.memory().get(0), expected.memory().get(0), rate);
  }

  /** Which values are the old ones, all others being the new ones. */
  private static boolean[] kept(NDArray old, NDArray next, NDArray actual, double rate) {
    double[] olds = Values.of(old);
    double[] nexts = Values.of(next);
    double[] actuals = Values.of(actual);
    boolean[] kept = new boolean[olds.length];
    int count = 0;
    for (int k = 0; k < olds.length; k++) {
      kept[k] = actuals[k] == olds[k];
      count += kept[k] ? 1 : 0;
      assertThat(actuals[k]).isIn(olds[k], nexts[k]);
    }
    assertThat(count / (double) olds.length).isBetween(rate - 0.05, rate + 0.05);
    return kept;
  }

  private static void assertMixed(NDArray old, NDArray next, NDArray actual, double rate) {
    double[] olds = Values.of(old);
    double[] nexts = Values.of(next);
    double[] mixed = new double[olds.length];
    for (int k = 0; k < mixed.length; k++) {
      mixed[k] = rate * olds[k] + (1 - rate) * nexts[k];
    }
    Values.assertClose("the expectation", Values.of(actual), mixed, 1e-9);
  }

  @Test
  void theFusedSequenceIsLeftWhereDropoutComesBetweenTheSteps() {
    assertThat(fused(CellDropout.NONE)).containsExactly(true, true);
    assertThat(fused(new CellDropout(0.1, 0, 0))).containsExactly(false, true);
    assertThat(fused(new CellDropout(0, 0.1, 0))).containsExactly(false, true);
    assertThat(fused(new CellDropout(0, 0, 0.1))).containsExactly(false, false);
  }

  /** Whether there is a fused sequence in training, and in inference. */
  private List<Boolean> fused(CellDropout dropout) {
    RnnCell cell = lstm(dropout);
    NDArray inputs = engine.normal(new Shape(2, 2, 1), DataType.FLOAT64);
    return List.of(Mode.TRAINING, Mode.INFERENCE).stream()
        .map(
            mode -> {
              CellRun run = cell.open(engine.manager(), 2, mode);
              return run.sequence(inputs, Lengths.of(2, 1), false, run.zeroState()).isPresent();
            })
        .toList();
  }
}
