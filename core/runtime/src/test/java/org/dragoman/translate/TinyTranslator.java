package org.dragoman.translate;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Parameter;
import ai.djl.nn.core.Linear;
import ai.djl.training.initializer.NormalInitializer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.dragoman.runtime.batch.BatchLimits;
import org.dragoman.runtime.engine.Torch;
import org.dragoman.runtime.inference.Ensemble;
import org.dragoman.runtime.model.EncoderDecoder;
import org.dragoman.runtime.model.TranslatorConfig;
import org.dragoman.runtime.model.Vocabularies;
import org.dragoman.runtime.plugin.Components;
import org.dragoman.runtime.plugin.Registration;
import org.dragoman.runtime.plugin.Registry;
import org.dragoman.runtime.search.NamedSearch;
import org.dragoman.runtime.text.Normalizer;
import org.dragoman.runtime.text.Pipelines;
import org.dragoman.runtime.text.TextPipeline;
import org.dragoman.runtime.text.Vocabulary;
import org.dragoman.spi.CellRun;
import org.dragoman.spi.CellState;
import org.dragoman.spi.ComponentKind;
import org.dragoman.spi.ComponentSpec;
import org.dragoman.spi.ContextState;
import org.dragoman.spi.ContextStep;
import org.dragoman.spi.ContextStrategy;
import org.dragoman.spi.ContextStrategyFactory;
import org.dragoman.spi.EncoderOutput;
import org.dragoman.spi.Memory;
import org.dragoman.spi.Mode;
import org.dragoman.spi.Ops;
import org.dragoman.spi.RnnCell;
import org.dragoman.spi.RnnCellFactory;
import org.dragoman.spi.Tokenizer;

/**
 * A whole translator of random weights: an Elman network with dot attention, on words {@code a0} to
 * {@code a39} in and {@code b0} to {@code b39} out.
 */
final class TinyTranslator implements AutoCloseable {
  private static final int WORDS = 40;
  private static final int SIZE = 16;

  final Torch torch = Torch.open(Device.cpu());
  final EncoderDecoder model;
  final Pipelines pipelines = new Pipelines(pipeline("a"), pipeline("b"), false);

  TinyTranslator() {
    this(5);
  }

  /** A translator whose weights are drawn by a seed. */
  TinyTranslator(long seed) {
    this(seed, false);
  }

  /** A translator that may carry its state from sentence to sentence. */
  TinyTranslator(long seed, boolean carriesState) {
    Registration.Origin origin = new Registration.Origin("test", "1");
    Registry registry =
        Registry.of(
            List.of(
                new Registration(ComponentKind.CELL, "elman", new ElmanFactory(), origin),
                new Registration(
                    ComponentKind.CONTEXT, "dot", new DotFactory(torch.ops()), origin)));
    ComponentSpec cell = new ComponentSpec(ComponentKind.CELL, "elman", new NoConfig());
    TranslatorConfig config =
        new TranslatorConfig(
            new TranslatorConfig.EmbeddingConfig(SIZE),
            new TranslatorConfig.EncoderConfig(
                cell, 1, false, false, false, false, 1, carriesState),
            TranslatorConfig.BridgeType.LINEAR,
            new TranslatorConfig.DecoderConfig(
                cell,
                2,
                true,
                false,
                1,
                true,
                0,
                TranslatorConfig.ReadoutType.ATTENTIONAL,
                TranslatorConfig.AttentionPlaceType.TOP),
            new ComponentSpec(ComponentKind.CONTEXT, "dot", new NoConfig()),
            new TranslatorConfig.DropoutConfig(0, 0, 0, false, 0, 0),
            TranslatorConfig.Tie.NONE);
    int vocabulary = pipelines.source().vocabulary().size();
    model =
        new EncoderDecoder(
            torch.ops(),
            config,
            new Vocabularies(vocabulary, vocabulary, false),
            new Components(registry));
    torch.seed(seed);
    // Large weights, so that outputs differ; they make the network chaotic, and in FLOAT32 rounding
    // would grow to the third digit.
    model.parameters().values().forEach(p -> p.setInitializer(new NormalInitializer(0.7f)));
    model.initialize(torch.manager(), DataType.FLOAT64);
  }

  private static TextPipeline pipeline(String prefix) {
    Map<String, Long> counts =
        IntStream.range(0, WORDS)
            .mapToObj(i -> prefix + i)
            .collect(Collectors.toMap(Function.identity(), word -> 1L));
    return new TextPipeline(
        new Normalizer(List.of()), new SpaceTokenizer(), null, Vocabulary.build(counts));
  }

  BatchTranslator translator(int beam, TranslationOptions options) {
    return translator(beam, options, BatchLimits.DEFAULTS);
  }

  BatchTranslator translator(int beam, TranslationOptions options, BatchLimits limits) {
    return new BatchTranslator(
        torch,
        Ensemble.of(model),
        pipelines,
        new NamedSearch("tiny", new TinyBeam(beam), Registry.of(List.of())),
        options,
        limits,
        null);
  }

  @Override
  public void close() {
    torch.close();
  }

  /** Sentences of 1 to {@code longest} source words, different ones. */
  static List<String> sentences(int count, int longest) {
    List<String> sentences = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      int salt = i;
      sentences.add(
          IntStream.rangeClosed(0, i % longest)
              .mapToObj(t -> "a" + (salt * 7 + t * 13 + salt * t) % WORDS)
              .collect(Collectors.joining(" ")));
    }
    return sentences;
  }

  private record NoConfig() {}

  private static final class SpaceTokenizer implements Tokenizer {
    @Override
    public List<String> encode(String text) {
      return List.of(text.strip().split(" +"));
    }

    @Override
    public String decode(List<String> tokens) {
      return String.join(" ", tokens);
    }
  }

  private record ElmanFactory() implements RnnCellFactory<NoConfig> {
    @Override
    public Class<NoConfig> configType() {
      return NoConfig.class;
    }

    @Override
    public RnnCell create(NoConfig config, long inputSize) {
      return new Elman(inputSize, matrix("input", inputSize), matrix("hidden", SIZE));
    }

    private static Parameter matrix(String name, long width) {
      return Parameter.builder()
          .setName(name)
          .setType(Parameter.Type.WEIGHT)
          .optShape(new Shape(SIZE, width))
          .build();
    }
  }

  private record Elman(long inputSize, Parameter input, Parameter hidden) implements RnnCell {
    @Override
    public List<Parameter> parameters() {
      return List.of(input, hidden);
    }

    @Override
    public long outputSize() {
      return SIZE;
    }

    @Override
    public CellRun open(NDManager manager, long batchSize, Mode mode) {
      return new CellRun() {
        @Override
        public CellState zeroState() {
          return CellState.of(manager.zeros(new Shape(batchSize, SIZE), DataType.FLOAT64));
        }

        @Override
        public CellState startState(NDArray output) {
          return CellState.of(output);
        }

        @Override
        public NDArray project(NDArray inputs, long offset) {
          long width = inputs.getShape().get(inputs.getShape().dimension() - 1);
          NDArray part = input.getArray().get(":, {}:{}", offset, offset + width);
          part.attach(manager);
          return Linear.linear(inputs, part).singletonOrThrow();
        }

        @Override
        public CellState step(NDArray projected, CellState state) {
          NDArray recurrent = Linear.linear(state.output(), hidden.getArray()).singletonOrThrow();
          return CellState.of(projected.add(recurrent).tanh());
        }
      };
    }
  }

  private record DotFactory(Ops ops) implements ContextStrategyFactory<NoConfig> {
    @Override
    public Class<NoConfig> configType() {
      return NoConfig.class;
    }

    @Override
    public ContextStrategy create(NoConfig config, long memorySize, long querySize) {
      return new Dot(ops);
    }
  }

  private record Dot(Ops ops) implements ContextStrategy {
    @Override
    public List<Parameter> parameters() {
      return List.of();
    }

    @Override
    public long contextSize() {
      return SIZE;
    }

    @Override
    public boolean hasWeights() {
      return true;
    }

    @Override
    public Memory prepare(EncoderOutput encoded) {
      return new DotMemory(
          ops, encoded.states().transpose(1, 0, 2), encoded.mask().transpose(1, 0));
    }

    @Override
    public ContextStep step(Memory memory, ContextState state, NDArray query) {
      DotMemory source = (DotMemory) memory;
      NDArray scores = source.values().batchMatMul(query.expandDims(2)).squeeze(2);
      NDArray weights = source.mask().add(scores).softmax(-1);
      NDArray context = weights.expandDims(1).batchMatMul(source.values()).squeeze(1);
      return new ContextStep(context, weights, new Seen(ops, weights));
    }
  }

  /** A state that holds the weights that a step gave, {@code [B, S]}, as location attention's. */
  private record Seen(Ops ops, NDArray weights) implements ContextState {
    @Override
    public ContextState select(NDArray rows) {
      return new Seen(ops, ops.rows(weights, rows));
    }

    @Override
    public ContextState attach(NDManager manager) {
      weights.attach(manager);
      return this;
    }
  }

  /** Values {@code [B, S, M]} and mask {@code [B, S]}. */
  private record DotMemory(Ops ops, NDArray values, NDArray mask) implements Memory {
    @Override
    public Memory select(NDArray rows) {
      return new DotMemory(ops, ops.rows(values, rows), ops.rows(mask, rows));
    }

    @Override
    public Memory attach(NDManager manager) {
      values.attach(manager);
      mask.attach(manager);
      return this;
    }
  }
}
