package org.dragoman.training.backprop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.index.NDIndex;
import ai.djl.ndarray.types.DataType;
import ai.djl.nn.Parameter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.dragoman.runtime.DragomanException;
import org.dragoman.runtime.batch.PaddedBatch;
import org.dragoman.runtime.config.ConfigBinder;
import org.dragoman.runtime.config.ConfigTree;
import org.dragoman.runtime.engine.GradMode;
import org.dragoman.runtime.engine.NativeCopy;
import org.dragoman.runtime.engine.Torch;
import org.dragoman.runtime.model.DecoderState;
import org.dragoman.runtime.model.EncoderDecoder;
import org.dragoman.runtime.model.TeacherForcedRun;
import org.dragoman.runtime.model.TranslatorConfig;
import org.dragoman.runtime.model.Vocabularies;
import org.dragoman.runtime.plugin.Components;
import org.dragoman.runtime.plugin.PluginLoader;
import org.dragoman.runtime.plugin.Registry;
import org.dragoman.runtime.text.Vocabulary;
import org.dragoman.spi.CellRun;
import org.dragoman.spi.CellState;
import org.dragoman.spi.Lengths;
import org.dragoman.spi.Mode;
import org.dragoman.spi.SequenceOutput;
import org.dragoman.training.batch.Examples;
import org.dragoman.training.batch.Pair;
import org.dragoman.training.batch.TrainingBatch;
import org.dragoman.training.objective.LossConfig;
import org.dragoman.training.objective.MaximumLikelihood;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Regimes and losses, on small models in FLOAT64. */
class RegimesTest {
  private static final int VOCABULARY = 11;
  private static final double TOLERANCE = 1e-10;

  private static final List<Pair> PAIRS =
      List.of(
          new Pair(new int[] {4, 7, 3}, new int[] {9, 5, 5, 6, 8, 4}),
          new Pair(new int[] {5, 9, 10, 4, 6, 8, 7, 3}, new int[] {7}),
          new Pair(new int[] {6, 5, 4, 9, 3}, new int[] {4, 8, 10, 6}));

  private static final List<String> MODELS =
      List.of(
          "encoder: {cell: {type: gru, size: 5}}, decoder: {cell: {type: lstm, size: 6}}",
          "encoder: {cell: {type: lstm, size: 5}, layers: 2}, decoder: {cell: {type: lstm, size: 5}, layers: 2, input-feeding: true}, bridge: state, context: coverage",
          "encoder: {cell: {type: lstm-peephole, size: 4}, layers: 2, highway: true}, decoder: {cell: {type: gru, size: 6}}, bridge: mean, context: location",
          "encoder: {cell: {type: gru, size: 4}, bidirectional: false}, decoder: {cell: {type: mgu, size: 4}}, bridge: last, context: last",
          "encoder: {cell: {type: gru, size: 4}}, decoder: {cell: {type: gru, size: 5}, layers: 2, attention-place: conditional, readout-type: deep, transition-depth: 2}, bridge: mean",
          "encoder: {cell: {type: lstm, size: 4}}, decoder: {cell: {type: lstm, size: 5}, attention-place: conditional, readout-type: deep, input-feeding: true}, context: coverage");

  private final Torch torch = Torch.open(Device.cpu());
  private final Registry registry = PluginLoader.load(torch.ops(), List.of());

  @AfterEach
  void close() {
    registry.close();
    torch.close();
  }

  static Stream<Arguments> windows() {
    return MODELS.stream()
        .flatMap(
            model ->
                Stream.of(new int[] {2, 2}, new int[] {3, 3}, new int[] {2, 5}, new int[] {1, 4})
                    .map(window -> Arguments.of(model, window[0], window[1])));
  }

  @ParameterizedTest
  @MethodSource("windows")
  void gradientsAreThoseOfTheTruncatedGraph(String yaml, int k1, int k2) {
    EncoderDecoder model = model(yaml);
    Learned truncated = learn(model, truncated(model, k1, k2));
    Learned expected = inOneGraph(model, k1, k2);
    assertThat(truncated.loss()).isCloseTo(expected.loss(), within(TOLERANCE));
    assertClose(truncated.gradients(), expected.gradients());
    Learned full = learn(model, bptt(model, "{}"));
    assertThat(truncated.loss()).isCloseTo(full.loss(), within(TOLERANCE));
    assertThat(distance(truncated.gradients(), full.gradients())).isGreaterThan(1e-4);
  }

  @Test
  void aWindowOfAllStepsIsBackpropagationThroughTime() {
    for (String yaml : MODELS) {
      EncoderDecoder model = model(yaml);
      assertClose(
          learn(model, truncated(model, 20, 20)).gradients(),
          learn(model, bptt(model, "{}")).gradients());
    }
  }

  /** What a cell drops at random is the same when a window is run once more. */
  @Test
  void dropoutWithinACellIsTheSameInBothPasses() {
    String cell = "{type: gru, size: 5, dropout: {state: 0.3, update: 0.3, zoneout: 0.3}}";
    EncoderDecoder model =
        model("encoder: {cell: %s}, decoder: {cell: {type: gru, size: 5}}".formatted(cell));
    // With all of the encoder in one window, only what a pass drops can make a difference.
    Backpropagation all = truncated(model, 20, 20);
    torch.seed(3);
    Learned once = learn(model, all);
    Map<String, double[]> slopes = new LinkedHashMap<>();
    double step = 1e-6;
    Parameter weight = weight(model, "source_embedding.weight");
    double[] values = weight.getArray().toDoubleArray();
    double[] slope = new double[12];
    for (int i = 0; i < slope.length; i++) {
      int at = 4 * 6 + i;
      double[] changed = values.clone();
      changed[at] += step;
      set(weight, changed);
      torch.seed(3);
      double up = learn(model, all).loss();
      changed[at] -= 2 * step;
      set(weight, changed);
      torch.seed(3);
      double down = learn(model, all).loss();
      slope[i] = (up - down) / (2 * step);
    }
    set(weight, values);
    slopes.put(
        "", Arrays.copyOfRange(once.gradients().get("source_embedding.weight"), 24, 24 + 12));
    assertThat(slopes.get("")).containsExactly(slope, within(1e-6));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "input-feeding: true",
        "input-feeding: false",
        "attention-place: conditional, readout-type: deep",
        "layers: 2, readout-type: deep, input-feeding: true"
      })
  void freeRunningFeedsTheDecoderItsOwnWords(String decoder) {
    EncoderDecoder model =
        model(
            "encoder: {cell: {type: gru, size: 5}}, decoder: {cell: {type: lstm, size: 6}, %s}"
                .formatted(decoder));
    Learned free = learn(model, bptt(model, "{type: free-running}"));
    assertThat(free.modelFed()).isEqualTo(6 + 1 + 4);
    try (NDManager scope = torch.manager().newSubManager();
        GradMode off = GradMode.off()) {
      TrainingBatch batch = TrainingBatch.of(Examples.of(scope, PAIRS));
      EncoderDecoder.Source source = model.encode(batch.source(), Mode.TRAINING);
      List<int[]> said = PAIRS.stream().map(pair -> new int[pair.target().length + 1]).toList();
      said.forEach(words -> words[0] = Vocabulary.START);
      NDArray logits = batch.targetOut();
      for (int t = 0; t <= 6; t++) {
        PaddedBatch fed = PaddedBatch.of(scope, said);
        logits = model.logits(model.readouts(source, fed, Mode.TRAINING).unpadded());
        long[] best = logits.argMax(-1).toLongArray();
        int n = 0;
        for (int step = 0; step <= 6; step++) {
          for (int[] words : said) {
            if (step < words.length) {
              if (step + 1 < words.length) {
                words[step + 1] = (int) best[n];
              }
              n++;
            }
          }
        }
      }
      assertThat(-logLikelihood(logits, batch).getDouble())
          .isCloseTo(free.loss(), within(TOLERANCE));
    }
  }

  @Test
  void gradientsPassThroughExpectedEmbeddings() {
    EncoderDecoder model = model(MODELS.get(0));
    Backpropagation regime = bptt(model, "{type: free-running, feed: expected}");
    double[] gradient = learn(model, regime).gradients().get("output.weight");
    Parameter weight = weight(model, "output.weight");
    double[] values = weight.getArray().toDoubleArray();
    for (int i = 0; i < values.length; i += 7) {
      double[] changed = values.clone();
      changed[i] += 1e-6;
      set(weight, changed);
      double up = learn(model, regime).loss();
      changed[i] -= 2e-6;
      set(weight, changed);
      double down = learn(model, regime).loss();
      assertThat(gradient[i]).isCloseTo((up - down) / 2e-6, within(1e-6));
    }
  }

  @Test
  void aScheduleFeedsMoreOwnWordsWithTheUpdates() {
    EncoderDecoder model = model(MODELS.get(0));
    Backpropagation regime =
        bptt(model, "{type: scheduled, decay: linear, updates: 10000, end: 0.25}");
    assertThat(fed(model, regime, 1)).isLessThan(0.01);
    double half = fed(model, regime, 5001);
    assertThat(half).isBetween(0.3, 0.45);
    assertThat(fed(model, regime, 100001)).isBetween(0.7, 0.8);
    Backpropagation sentences =
        bptt(model, "{type: scheduled, decay: constant, start: 0.5, by: sentence}");
    for (long update = 1; update < 20; update++) {
      try (NDManager scope = torch.manager().newSubManager()) {
        int count = sentences.learn(Examples.of(scope, PAIRS), update).modelFed();
        assertThat(count).isIn(0, 6, 1, 4, 7, 10, 5, 11);
      }
    }
    Backpropagation samples = bptt(model, "{type: free-running, feed: sample}");
    torch.seed(1);
    double once = learn(model, samples).loss();
    assertThat(learn(model, samples).loss()).isNotEqualTo(once);
    torch.seed(1);
    assertThat(learn(model, samples).loss()).isEqualTo(once);
  }

  /** The share of words fed that were the model's own, of those that could be. */
  private double fed(EncoderDecoder model, Backpropagation regime, long from) {
    int count = 0;
    for (long update = from; update < from + 50; update++) {
      try (NDManager scope = torch.manager().newSubManager()) {
        count += regime.learn(Examples.of(scope, PAIRS), update).modelFed();
      }
    }
    Weights.zero(torch, model);
    return count / (50.0 * 11);
  }

  @Test
  void wordWeightsScaleTheLossOfTheirTokens(@TempDir Path folder) throws IOException {
    EncoderDecoder model = model(MODELS.get(0));
    Path all = folder.resolve("all");
    Files.write(
        all, IntStream.range(0, VOCABULARY).mapToObj(i -> vocabulary().token(i) + "\t2").toList());
    Learned plain = learn(model, bptt(model, "{}"));
    Learned twice = learn(model, weighted(model, all));
    assertThat(twice.loss()).isCloseTo(2 * plain.loss(), within(TOLERANCE));
    plain.gradients().values().forEach(values -> Arrays.setAll(values, i -> 2 * values[i]));
    assertClose(twice.gradients(), plain.gradients());
    Path none = folder.resolve("none");
    Files.write(
        none, IntStream.range(0, VOCABULARY).mapToObj(i -> vocabulary().token(i) + "\t0").toList());
    assertThat(learn(model, weighted(model, none)).loss()).isZero();
  }

  @Test
  void wordWeightsThatCannotBeReadAreTold(@TempDir Path folder) throws IOException {
    EncoderDecoder model = model(MODELS.get(0));
    Path file = folder.resolve("weights");
    for (String line : List.of("w4", "w4\tx", "w4\t-1", "w4 2", "w4\tNaN")) {
      Files.writeString(file, "w5\t1\n" + line + "\n");
      assertThatThrownBy(() -> weighted(model, file))
          .isInstanceOf(DragomanException.class)
          .hasMessage(
              "training.loss.word-weights: %s, line 2: expected a token, a tab and a number of at least 0, got '%s'."
                  .formatted(file, line));
    }
    Files.writeString(file, "absent\t1\n");
    assertThatThrownBy(() -> weighted(model, file))
        .hasMessageContaining("line 1: the target vocabulary has no token 'absent'.");
  }

  private Backpropagation weighted(EncoderDecoder model, Path file) {
    return regime(model, "{}", "{}", "{word-weights: '%s'}".formatted(file));
  }

  private Backpropagation truncated(EncoderDecoder model, int k1, int k2) {
    return regime(
        model, "{type: truncated-bptt, window: %d, depth: %d}".formatted(k1, k2), "{}", "{}");
  }

  private Backpropagation bptt(EncoderDecoder model, String forcing) {
    return regime(model, "{}", forcing, "{}");
  }

  private Backpropagation regime(EncoderDecoder model, String regime, String forcing, String loss) {
    return Backpropagation.of(
        torch,
        model,
        MaximumLikelihood.of(torch, model, bound(LossConfig.class, loss), 0, vocabulary()),
        bound(RegimeConfig.class, regime),
        bound(TeacherForcingConfig.class, forcing));
  }

  private static Vocabulary vocabulary() {
    Map<String, Long> counts = new LinkedHashMap<>();
    for (int i = 4; i < VOCABULARY; i++) {
      counts.put("w" + i, 100L - i);
    }
    return Vocabulary.build(counts);
  }

  private <T extends Record> T bound(Class<T> type, String yaml) {
    return new ConfigBinder(registry).bind(type, ConfigTree.parse(yaml, "test.yaml"));
  }

  private EncoderDecoder model(String yaml) {
    String all =
        "{embedding: {size: 6}, dropout: {embedding: 0, layers: 0, readout: 0}, %s}"
            .formatted(yaml);
    EncoderDecoder model =
        new EncoderDecoder(
            torch.ops(),
            bound(TranslatorConfig.class, all),
            new Vocabularies(VOCABULARY, VOCABULARY, false),
            new Components(registry));
    torch.seed(11);
    model.initialize(torch.manager(), DataType.FLOAT64);
    return model;
  }

  /** What a regime made of the pairs. */
  private record Learned(double loss, int modelFed, Map<String, double[]> gradients) {}

  private Learned learn(EncoderDecoder model, Backpropagation regime) {
    try (NDManager scope = torch.manager().newSubManager()) {
      Backpropagation.BatchLoss loss = regime.learn(Examples.of(scope, PAIRS), 1);
      return new Learned(loss.sum(), loss.modelFed(), Weights.gradients(torch, model));
    }
  }

  /** Reads gradients and forgets them. */
  private static final class Weights {
    static Map<String, double[]> gradients(Torch torch, EncoderDecoder model) {
      Map<String, double[]> gradients = new LinkedHashMap<>();
      model
          .parameters()
          .forEach(
              (name, parameter) -> {
                try (NDArray gradient = parameter.getArray().getGradient()) {
                  gradients.put(
                      name, gradient.toType(DataType.FLOAT64, false).toDoubleArray().clone());
                }
              });
      zero(torch, model);
      return gradients;
    }

    static void zero(Torch torch, EncoderDecoder model) {
      model.parameters().values().forEach(parameter -> torch.zeroGradient(parameter.getArray()));
    }
  }

  private static Parameter weight(EncoderDecoder model, String name) {
    Parameter weight = model.parameters().get(name);
    assertThat(weight).isNotNull();
    return weight;
  }

  private static void set(Parameter weight, double[] values) {
    try (GradMode off = GradMode.off();
        NDArray given =
            weight.getArray().getManager().create(values, weight.getArray().getShape())) {
      weight.getArray().set(new NDIndex(":"), given);
    }
  }

  /** The truncated graph as its definition has it, step by step, all windows in one graph. */
  private Learned inOneGraph(EncoderDecoder model, int k1, int k2) {
    try (NDManager scope = torch.manager().newSubManager();
        GradMode on = GradMode.on()) {
      TrainingBatch batch = TrainingBatch.of(Examples.of(scope, PAIRS));
      EncoderDecoder.Source source =
          model.encode(
              batch.source(),
              Mode.TRAINING,
              null,
              (run, inputs, lengths, reverse, initial) ->
                  truncatedSequence(run, inputs, lengths, reverse, initial, k1, k2));
      PaddedBatch target = batch.targetIn();
      TeacherForcedRun run =
          model.open(source, target, Mode.TRAINING, TeacherForcedRun.Keep.CONTEXTS);
      int steps = target.lengths().max();
      List<NDArray> readouts = new ArrayList<>();
      List<NDArray> losses = new ArrayList<>();
      for (int lossFrom = 0; lossFrom < steps; lossFrom += k1) {
        int from = Math.max(0, lossFrom + k1 - k2);
        DecoderState state = run.start();
        for (int t = 0; t < Math.min(steps, lossFrom + k1); t++) {
          if (t == from && t > 0) {
            state = detached(state, scope);
          }
          NDArray word = run.embedded().get(new NDIndex("{}:{}", t, t + 1));
          TeacherForcedRun.Part part = run.run(word, ones(), state, null);
          state = part.end();
          if (t >= lossFrom) {
            readouts.add(part.readouts());
            @Nullable NDArray loss = part.loss();
            if (loss != null) {
              losses.add(loss);
            }
          }
        }
      }
      NDArray real = target.unpaddedPositions();
      NDArray read = run.read(NDArrays.concat(new NDList(readouts), 0), real);
      NDArray total = logLikelihood(model.logits(read), batch).neg();
      if (!losses.isEmpty()) {
        total = total.add(run.sum(NDArrays.concat(new NDList(losses), 0), real));
      }
      torch.backward(total, total.onesLike());
      return new Learned(total.getDouble(), 0, Weights.gradients(torch, model));
    }
  }

  /** {@code []}, of logits {@code [N, V]}. */
  private static NDArray logLikelihood(NDArray logits, TrainingBatch batch) {
    NDArray wanted = batch.targetOut().oneHot(VOCABULARY, logits.getDataType());
    return logits.logSoftmax(-1).mul(wanted).sum();
  }

  private static Lengths ones() {
    return Lengths.of(PAIRS.stream().mapToInt(pair -> 1).toArray());
  }

  private static DecoderState detached(DecoderState state, NDManager scope) {
    try (GradMode off = GradMode.off()) {
      long[] rows = IntStream.range(0, PAIRS.size()).mapToLong(i -> i).toArray();
      return state.select(NativeCopy.of(scope.create(rows)));
    }
  }

  private SequenceOutput truncatedSequence(
      CellRun run,
      NDArray inputs,
      Lengths lengths,
      boolean reverse,
      CellState initial,
      int k1,
      int k2) {
    int steps = lengths.max();
    NDArray[] outputs = new NDArray[steps];
    CellState last = initial;
    for (int lossFrom = 0; lossFrom < steps; lossFrom += k1) {
      int from = Math.max(0, lossFrom + k1 - k2);
      CellState state = initial;
      for (int u = 0; u < Math.min(steps, lossFrom + k1); u++) {
        if (u == from) {
          state = state.map(NDArray::stopGradient);
        }
        int t = reverse ? steps - 1 - u : u;
        CellState next = run.step(run.project(inputs.get(t)), state);
        NDArray real = rows(inputs, lengths, (length, b) -> t < length);
        state = chosen(real, next, state);
        if (u >= lossFrom) {
          NDArray output = state.output();
          outputs[t] = torch.ops().where(real, output, output.zerosLike());
          NDArray ends = rows(inputs, lengths, (length, b) -> t == (reverse ? 0 : length - 1));
          last = chosen(ends, state, last);
        }
      }
    }
    return new SequenceOutput(NDArrays.stack(new NDList(outputs)), last);
  }

  private CellState chosen(NDArray rows, CellState one, CellState other) {
    List<NDArray> memory = new ArrayList<>();
    for (int k = 0; k < one.memory().size(); k++) {
      memory.add(torch.ops().where(rows, one.memory().get(k), other.memory().get(k)));
    }
    return new CellState(torch.ops().where(rows, one.output(), other.output()), memory);
  }

  /** Whether a row is meant, by its length and number. */
  private interface Rows {
    boolean has(int length, int b);
  }

  private static NDArray rows(NDArray like, Lengths lengths, Rows which) {
    boolean[] rows = new boolean[lengths.batchSize()];
    for (int b = 0; b < rows.length; b++) {
      rows[b] = which.has(lengths.get(b), b);
    }
    return NativeCopy.of(like.getManager().create(rows)).reshape(-1, 1);
  }

  private static void assertClose(Map<String, double[]> actual, Map<String, double[]> expected) {
    assertThat(actual.keySet()).isEqualTo(expected.keySet());
    actual.forEach(
        (name, values) ->
            assertThat(values).as(name).containsExactly(expected.get(name), within(TOLERANCE)));
  }

  private static double distance(Map<String, double[]> one, Map<String, double[]> other) {
    double distance = 0;
    for (Map.Entry<String, double[]> entry : one.entrySet()) {
      double[] values = entry.getValue();
      double[] others = other.get(entry.getKey());
      for (int i = 0; i < values.length; i++) {
        distance = Math.max(distance, Math.abs(values[i] - others[i]));
      }
    }
    return distance;
  }
}
