package org.dragoman.runtime.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import org.dragoman.runtime.DragomanException;
import org.dragoman.runtime.batch.PaddedBatch;
import org.dragoman.runtime.engine.GradMode;
import org.dragoman.runtime.engine.Packing;
import org.dragoman.runtime.inference.ModelScorer;
import org.dragoman.spi.Mode;
import org.dragoman.spi.Scorer;
import org.dragoman.testkit.Gradients;
import org.dragoman.testkit.TestEngine;
import org.dragoman.testkit.Values;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The model with the built-in cells and context strategies. */
class EncoderDecoderTest {
  private static final double TOLERANCE = 1e-5;

  private static final List<int[]> SOURCES =
      List.of(new int[] {4, 7, 3}, new int[] {5, 9, 10, 4, 6, 8, 3}, new int[] {3});

  private static final List<int[]> TARGETS =
      List.of(new int[] {2, 9, 5, 5}, new int[] {2}, new int[] {2, 4, 8, 10, 6, 7});

  private final TestEngine engine = new TestEngine();

  @AfterEach
  void close() {
    engine.close();
  }

  @ParameterizedTest
  @MethodSource("org.dragoman.runtime.model.ModelCase#all")
  void paddingChangesNoOutputAndNoGradient(ModelCase model) {
    EncoderDecoder translator = initialized(model);
    for (int b = 0; b < SOURCES.size(); b++) {
      int pair = b;
      List<int[]> source = List.of(SOURCES.get(b));
      List<int[]> target = List.of(TARGETS.get(b));
      try (NDManager scope = engine.manager().newSubManager();
          GradMode off = GradMode.off()) {
        Values.assertClose(
            "the logits of pair " + b,
            Values.of(logits(translator, scope, SOURCES, TARGETS, pair)),
            Values.of(logits(translator, scope, source, target, 0)),
            TOLERANCE);
      }
      // The first pair has less padding than one of the others on either side, and each gradient
      // costs a collection of garbage.
      if (pair > 0) {
        Values.assertClose(
            gradients(translator, SOURCES, TARGETS, pair).backward(),
            gradients(translator, source, target, 0).backward(),
            TOLERANCE);
      }
    }
  }

  /** Past a target's end there is none, whatever the batch is padded to. */
  @Test
  void theLossOfAContextStrategyIsThatOfTheRealPositions() {
    for (boolean feeding : new boolean[] {false, true}) {
      String yaml =
          "encoder: {cell: {type: gru, size: 5}}, context: coverage, decoder: {cell: {type: gru, size: 5}, input-feeding: %b}"
              .formatted(feeding);
      EncoderDecoder translator = initialized(new ModelCase(yaml, false));
      try (NDManager scope = engine.manager().newSubManager();
          GradMode off = GradMode.off()) {
        double together = contextLoss(translator, scope, SOURCES, TARGETS);
        double apart = 0;
        for (int b = 0; b < SOURCES.size(); b++) {
          apart += contextLoss(translator, scope, List.of(SOURCES.get(b)), List.of(TARGETS.get(b)));
        }
        assertThat(together).isPositive().isCloseTo(apart, within(1e-4));
      }
    }
  }

  private static double contextLoss(
      EncoderDecoder translator, NDManager scope, List<int[]> sources, List<int[]> targets) {
    EncoderDecoder.Source source = translator.encode(PaddedBatch.of(scope, sources), Mode.TRAINING);
    NDArray loss =
        translator.readouts(source, PaddedBatch.of(scope, targets), Mode.TRAINING).loss();
    return Objects.requireNonNull(loss).getFloat();
  }

  private EncoderDecoder initialized(ModelCase model) {
    EncoderDecoder translator = model.model(engine);
    translator.initialize(engine.manager(), DataType.FLOAT32);
    return translator;
  }

  /** Of a loss that sees one pair of the batch only. */
  private Gradients gradients(
      EncoderDecoder translator, List<int[]> sources, List<int[]> targets, int pair) {
    Shape shape = new Shape(targets.get(pair).length, ModelCase.VOCABULARY);
    double[] factors = IntStream.range(0, (int) shape.size()).mapToDouble(Math::cos).toArray();
    NDArray factor = engine.array(factors, shape, DataType.FLOAT32);
    return new Gradients(
        engine,
        Weights.arrays(translator.parameters()),
        scope -> logits(translator, scope, sources, targets, pair).mul(factor).sum());
  }

  /** The logits {@code [T, V]} of one pair of a batch. */
  private NDArray logits(
      EncoderDecoder translator,
      NDManager scope,
      List<int[]> sources,
      List<int[]> targets,
      int pair) {
    EncoderDecoder.Source source = translator.encode(PaddedBatch.of(scope, sources), Mode.TRAINING);
    NDArray readouts =
        translator.readouts(source, PaddedBatch.of(scope, targets), Mode.TRAINING).unpadded();
    NDArray rows = scope.create(rowsOf(pair, targets));
    return engine.ops().rows(translator.logits(readouts), rows);
  }

  /** Where the positions of a sentence stand among all real positions, which are time-major. */
  private static long[] rowsOf(int pair, List<int[]> sentences) {
    List<Long> rows = new ArrayList<>();
    long row = 0;
    for (int t = 0; t < sentences.get(pair).length; t++) {
      for (int b = 0; b < sentences.size(); b++) {
        if (b == pair) {
          rows.add(row);
        }
        row += sentences.get(b).length > t ? 1 : 0;
      }
    }
    return rows.stream().mapToLong(Long::longValue).toArray();
  }

  @ParameterizedTest
  @MethodSource("org.dragoman.runtime.model.ModelCase#all")
  void stepsScoreWhatTheWholeTargetScores(ModelCase model) {
    EncoderDecoder translator = initialized(model);
    int[] words = {2, 9, 5, 4};
    try (NDManager scope = engine.manager().newSubManager();
        GradMode off = GradMode.off()) {
      List<int[]> targets = SOURCES.stream().map(source -> words).toList();
      EncoderDecoder.Source source =
          translator.encode(PaddedBatch.of(scope, SOURCES), Mode.INFERENCE);
      NDArray whole =
          translator
              .logits(
                  translator
                      .readouts(source, PaddedBatch.of(scope, targets), Mode.INFERENCE)
                      .unpadded())
              .logSoftmax(-1)
              .reshape(words.length, SOURCES.size(), ModelCase.VOCABULARY);

      DecoderState state = translator.start(source);
      SourceRows rows = source.rows();
      for (int t = 0; t < words.length; t++) {
        NDArray tokens = scope.full(new Shape(SOURCES.size()), words[t], DataType.INT64);
        EncoderDecoder.Step step = translator.step(tokens, state, rows);
        state = step.state();
        rows = step.source();
        Values.assertClose(
            "the log-probabilities of step " + t,
            Values.of(step.logProbabilities()),
            Values.of(whole.get(t)),
            TOLERANCE);
      }
    }
  }

  @ParameterizedTest
  @MethodSource("org.dragoman.runtime.model.ModelCase#all")
  void rowsOfASearchScoreWhatTheirPrefixesScoreAlone(ModelCase model) {
    EncoderDecoder translator = initialized(model);
    // As a beam selects, then as no beam does, then with one sentence gone.
    int[][] selections = {{0, 0, 1, 1, 2, 2}, {1, 0, 0, 4, 2, 5, 3}, {1, 1, 4, 4}};
    int[][] tokens = {{2, 2, 2}, {9, 5, 5, 4, 8, 10}, {4, 6, 7, 9, 5, 8, 10}, {6, 4, 7, 5}};
    try (GradMode off = GradMode.off();
        Packing frozen = engine.torch().pack(Weights.arrays(translator.parameters()).values());
        ModelScorer scorer = new ModelScorer(engine.manager(), translator, SOURCES)) {
      assertThat(scorer.vocabularySize()).isEqualTo(ModelCase.VOCABULARY);
      List<SearchRow> rows =
          IntStream.range(0, SOURCES.size()).mapToObj(i -> new SearchRow(i, List.of())).toList();
      Scorer.State state = scorer.start();
      for (int t = 0; t < tokens.length; t++) {
        if (t > 0) {
          state = state.select(selections[t - 1]);
          rows = Arrays.stream(selections[t - 1]).mapToObj(rows::get).toList();
        }
        rows = appended(rows, tokens[t]);
        assertThat(state.rows()).isEqualTo(rows.size());
        Scorer.Step step = scorer.step(state, tokens[t]);
        double[] scored = Values.of(step.logProbabilities());
        for (int row = 0; row < rows.size(); row++) {
          Values.assertClose(
              "row " + row + " of step " + t,
              Arrays.copyOfRange(
                  scored, row * ModelCase.VOCABULARY, (row + 1) * ModelCase.VOCABULARY),
              lastLogProbabilities(translator, rows.get(row)),
              TOLERANCE);
        }
        state = step.state();
      }
    }
  }

  /** A row of a search: its sentence, and what the decoder was fed. */
  private record SearchRow(int sentence, List<Integer> fed) {}

  private static List<SearchRow> appended(List<SearchRow> rows, int[] tokens) {
    List<SearchRow> appended = new ArrayList<>();
    for (int i = 0; i < tokens.length; i++) {
      List<Integer> fed = new ArrayList<>(rows.get(i).fed());
      fed.add(tokens[i]);
      appended.add(new SearchRow(rows.get(i).sentence(), fed));
    }
    return appended;
  }

  private double[] lastLogProbabilities(EncoderDecoder translator, SearchRow row) {
    try (NDManager scope = engine.manager().newSubManager()) {
      int[] fed = row.fed().stream().mapToInt(Integer::intValue).toArray();
      EncoderDecoder.Source source =
          translator.encode(
              PaddedBatch.of(scope, List.of(SOURCES.get(row.sentence()))), Mode.INFERENCE);
      NDArray readouts =
          translator
              .readouts(source, PaddedBatch.of(scope, List.of(fed)), Mode.INFERENCE)
              .unpadded();
      return Values.of(translator.logits(readouts).logSoftmax(-1).get(fed.length - 1));
    }
  }

  @Test
  void tiedMatricesOccurOnce() {
    assertThat(names("tie: none", true))
        .contains("source_embedding.weight", "target_embedding.weight", "output.weight");
    assertThat(names("tie: embeddings", true))
        .contains("target_embedding.weight", "output.weight")
        .doesNotContain("source_embedding.weight");
    assertThat(names("tie: auto", true)).isEqualTo(names("tie: embeddings", true));
    assertThat(names("tie: auto", false)).isEqualTo(names("tie: none", false));
    assertThat(names("tie: output", false))
        .contains("source_embedding.weight", "target_embedding.weight")
        .doesNotContain("output.weight");
    assertThat(names("tie: all", true))
        .contains("target_embedding.weight")
        .doesNotContain("source_embedding.weight", "output.weight");
  }

  private List<String> names(String yaml, boolean shared) {
    return List.copyOf(new ModelCase(yaml, shared).model(engine).parameters().keySet());
  }

  @Test
  void theBridgeLastNeedsCellsOfOneSize() {
    assertRefused(
        "bridge: last, encoder: {cell: {type: gru, size: 5}}, decoder: {cell: {type: gru, size: 6}}",
        "model.bridge: 'last' copies the encoder's final state (5 units) to a decoder of 6. Make"
            + " the cells equal in size, or take 'linear'.");
  }

  @Test
  void theBridgeStateNeedsCellsOfOneType() {
    assertRefused(
        "encoder: {cell: {type: gru, size: 5}}, decoder: {cell: {type: lstm, size: 5}}, bridge: state",
        "model.bridge: 'state' copies all that the encoder's cell (gru) carries, and the decoder's is another (lstm). Take the same cell, or 'linear'.");
  }

  @Test
  void tiedEmbeddingsNeedASharedVocabulary() {
    for (String tie : List.of("embeddings", "all")) {
      assertThatThrownBy(() -> new ModelCase("tie: " + tie, false).model(engine))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageStartingWith(
              "model.tie: source and target embeddings can be one only where both sides share a"
                  + " vocabulary.");
    }
  }

  @Test
  void aTiedOutputLayerReadsTheWidthOfTheEmbedding() {
    assertRefused(
        "tie: output, decoder: {cell: {type: gru, size: 6}, readout: 7}",
        "model.yaml has 1 problem:\n  decoder.readout: an output layer tied to the embeddings reads"
            + " 6 values (embedding.size), got 7. Leave it out, or change tie.");
  }

  private void assertRefused(String yaml, String message) {
    assertThatThrownBy(() -> new ModelCase(yaml, false).model(engine))
        .isInstanceOf(DragomanException.class)
        .hasMessage(message)
        .extracting(error -> ((DragomanException) error).kind())
        .isEqualTo(DragomanException.Kind.CONFIGURATION);
  }
}
