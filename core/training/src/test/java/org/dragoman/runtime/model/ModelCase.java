package org.dragoman.runtime.model;

import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.dragoman.runtime.config.ConfigBinder;
import org.dragoman.runtime.config.ConfigTree;
import org.dragoman.runtime.plugin.Components;
import org.dragoman.runtime.plugin.PluginLoader;
import org.dragoman.runtime.plugin.Registry;
import org.dragoman.testkit.TestEngine;

/**
 * A small model to be tried.
 *
 * @param yaml its configuration
 * @param shared whether both sides share a vocabulary
 */
record ModelCase(String yaml, boolean shared) {
  /** The number of words, of either side. */
  static final int VOCABULARY = 11;

  private static final String BASE =
      "{embedding: {size: 6}, dropout: {embedding: 0, layers: 0, readout: 0}, ";

  private static final List<String> TIES = List.of("none", "embeddings", "output", "all");

  /**
   * Every combination of cell, layers, directions and input feeding, the ties by turns; and more.
   */
  static Stream<ModelCase> all() {
    List<String> stacks = Stream.of("gru", "lstm").flatMap(ModelCase::ofCell).toList();
    return Stream.concat(
        IntStream.range(0, stacks.size()).mapToObj(i -> withTie(stacks.get(i), i)), others());
  }

  private static Stream<String> ofCell(String cell) {
    return Stream.of(
            "layers: 1, residual: false", "layers: 2, residual: false", "layers: 2, residual: true")
        .flatMap(
            layers ->
                Stream.of(true, false)
                    .flatMap(
                        bidirectional ->
                            Stream.of(true, false)
                                .map(feeding -> stack(cell, layers, bidirectional, feeding))));
  }

  private static String stack(
      String cell, String layers, boolean bidirectional, boolean inputFeeding) {
    String common = "cell: {type: %s, size: 6}, %s".formatted(cell, layers);
    return "encoder: {%s, bidirectional: %b}, decoder: {%s, input-feeding: %b}"
        .formatted(common, bidirectional, common, inputFeeding);
  }

  /** Four stacks in a row differ in directions and feeding; each four begin with another tie. */
  private static ModelCase withTie(String stack, int index) {
    String tie = TIES.get((index + index / TIES.size()) % TIES.size());
    return new ModelCase(stack + ", tie: " + tie, tie.equals("embeddings") || tie.equals("all"));
  }

  private static Stream<ModelCase> others() {
    String cells =
        "encoder: {cell: {type: gru, size: 5}}, decoder: {cell: {type: lstm, size: 5}}, ";
    Stream<String> bridges =
        Stream.of(
                "context: general",
                "context: last",
                "bridge: zero",
                "bridge: mean",
                "context: coverage",
                "context: {type: local, alignment: monotonic, window: 2}",
                "context: location",
                "bridge: last, context: general")
            .map(rest -> cells + rest);
    String deep = "cell: {type: lstm, size: 5}, layers: 3, ";
    return Stream.of(
            bridges,
            conditional(),
            Stream.of(
                "encoder: {%s bidirectional: false, alternating: true}, decoder: {%s}, bridge: state"
                    .formatted(deep, deep),
                "encoder: {%s highway: true}, decoder: {%s highway: true}, bridge: mean"
                    .formatted(deep, deep),
                "encoder: {%s transition-depth: 2}, decoder: {%s transition-depth: 3}"
                    .formatted(deep, deep),
                "encoder: {%1$s transition-depth: 2}, decoder: {%1$s transition-depth: 2, input-feeding: true}, context: coverage"
                    .formatted("cell: {type: gru, size: 5}, ")))
        .flatMap(yamls -> yamls)
        .map(yaml -> new ModelCase(yaml, false));
  }

  /** Decoders that attend between two cells, and deep outputs. */
  private static Stream<String> conditional() {
    String cell = "cell: {type: %s, size: 5}";
    return Stream.of(
            "readout-type: deep, layers: 2, input-feeding: true}, context: additive",
            "attention-place: conditional}, context: general",
            "attention-place: conditional, readout-type: deep, readout: 7}, context: additive",
            "attention-place: conditional, layers: 3, residual: true, transition-depth: 2}, context: coverage",
            "attention-place: conditional, layers: 2, highway: true, readout-type: deep, input-feeding: true}, context: additive",
            "attention-place: conditional, input-feeding: true}, context: last")
        .map(decoder -> "encoder: {%s}, decoder: {%s, %s".formatted(cell, cell, decoder))
        .flatMap(model -> Stream.of("gru", "lstm").map(type -> model.formatted(type, type)));
  }

  /** Makes the model, its weights not yet filled. */
  EncoderDecoder model(TestEngine engine) {
    Registry registry = PluginLoader.load(engine.ops(), List.of());
    TranslatorConfig config =
        new ConfigBinder(registry)
            .bind(TranslatorConfig.class, ConfigTree.parse(BASE + yaml + "}", "model.yaml"));
    return new EncoderDecoder(
        engine.ops(),
        config,
        new Vocabularies(VOCABULARY, VOCABULARY, shared),
        new Components(registry));
  }

  @Override
  public String toString() {
    return yaml;
  }
}
