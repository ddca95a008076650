package org.dragoman.runtime.bundle;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.index.NDIndex;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Parameter;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.dragoman.runtime.batch.PaddedBatch;
import org.dragoman.runtime.config.ConfigBinder;
import org.dragoman.runtime.config.ConfigTree;
import org.dragoman.runtime.engine.GradMode;
import org.dragoman.runtime.engine.Torch;
import org.dragoman.runtime.model.EncoderDecoder;
import org.dragoman.runtime.model.Vocabularies;
import org.dragoman.runtime.plugin.Components;
import org.dragoman.runtime.plugin.Registration;
import org.dragoman.runtime.plugin.Registration.Origin;
import org.dragoman.runtime.plugin.Registry;
import org.dragoman.runtime.text.Normalizer;
import org.dragoman.runtime.text.Pipelines;
import org.dragoman.runtime.text.TextConfig.SideConfig;
import org.dragoman.runtime.text.TextPipeline;
import org.dragoman.runtime.text.Vocabulary;
import org.dragoman.spi.CellRun;
import org.dragoman.spi.CellState;
import org.dragoman.spi.ComponentKind;
import org.dragoman.spi.ContextState;
import org.dragoman.spi.ContextStep;
import org.dragoman.spi.ContextStrategy;
import org.dragoman.spi.ContextStrategyFactory;
import org.dragoman.spi.EncoderOutput;
import org.dragoman.spi.Hypothesis;
import org.dragoman.spi.Memory;
import org.dragoman.spi.Mode;
import org.dragoman.spi.Option;
import org.dragoman.spi.RnnCell;
import org.dragoman.spi.RnnCellFactory;
import org.dragoman.spi.Scorer;
import org.dragoman.spi.SearchRequest;
import org.dragoman.spi.SearchStrategy;
import org.dragoman.spi.SearchStrategyFactory;
import org.dragoman.spi.SubwordModel;
import org.dragoman.spi.SubwordModelFactory;
import org.dragoman.spi.Tokenizer;
import org.dragoman.spi.TokenizerFactory;

/**
 * A translator of the smallest components that work.
 *
 * @param config of it
 * @param pipelines of it
 * @param model with weights drawn at random
 */
record TinyTranslator(BundleConfig config, Pipelines pipelines, EncoderDecoder model) {
  static final String SHARED = "{shared: {tokenizer: blank, subword: prefix}}";
  static final String APART = "{source: {tokenizer: blank}, target: {tokenizer: blank}}";

  private static final Origin JAR = new Origin("elman-1.2.jar", "1.2");
  private static final Origin BUILT_IN = new Origin("built in", "0.1.0");

  static final Registration CELL =
      new Registration(ComponentKind.CELL, "elman", new ElmanFactory(), JAR);

  static final List<Registration> OTHERS =
      List.of(
          new Registration(ComponentKind.CONTEXT, "summary", new SummaryFactory(), BUILT_IN),
          new Registration(ComponentKind.TOKENIZER, "blank", new BlankFactory(), BUILT_IN),
          new Registration(ComponentKind.SUBWORD, "prefix", new PrefixFactory(), BUILT_IN),
          new Registration(ComponentKind.SEARCH, "beam", new BeamFactory(), BUILT_IN));

  static Registry registry() {
    List<Registration> all = new ArrayList<>(OTHERS);
    all.add(CELL);
    return Registry.of(all);
  }

  static TinyTranslator of(Torch torch, String text) {
    BundleConfig config =
        new ConfigBinder(registry())
            .bind(
                BundleConfig.class,
                ConfigTree.parse(
                    """
                    name: tiny
                    text: %s
                    model:
                      embedding: {size: 4}
                      encoder: {cell: {type: elman, size: 3}}
                      decoder: {cell: {type: elman, size: 5}, input-feeding: true}
                      context: summary
                    """
                        .formatted(text),
                    "tiny.yaml"));
    TextPipeline source = pipeline(config.text().sourceSide(), Map.of("un", 2L, "able", 1L));
    TextPipeline target =
        config.text().isShared()
            ? source
            : pipeline(config.text().targetSide(), Map.of("ja", 3L, "nein", 2L, "ä", 1L));
    Pipelines pipelines = new Pipelines(source, target, config.text().isShared());
    EncoderDecoder model =
        (EncoderDecoder)
            config
                .model()
                .model(
                    torch.ops(),
                    new Vocabularies(
                        source.vocabulary().size(), target.vocabulary().size(), pipelines.shared()),
                    new Components(registry()));
    torch.seed(7);
    model.initialize(torch.manager(), DataType.FLOAT32);
    return new TinyTranslator(config, pipelines, model);
  }

  private static TextPipeline pipeline(SideConfig side, Map<String, Long> counts) {
    SubwordModel subword = side.subword() == null ? null : new Prefix("un");
    return new TextPipeline(
        new Normalizer(side.normalization()), new Blank(), subword, Vocabulary.build(counts));
  }

  /** The scores that a model gives some sentence pairs. */
  static float[] scores(EncoderDecoder model, NDManager manager) {
    try (GradMode mode = GradMode.off();
        NDManager scope = manager.newSubManager()) {
      PaddedBatch source = PaddedBatch.of(scope, List.of(new int[] {4, 5, 3}, new int[] {5, 3}));
      PaddedBatch target = PaddedBatch.of(scope, List.of(new int[] {2, 4}, new int[] {2, 5, 1}));
      EncoderDecoder.Source read = model.encode(source, Mode.INFERENCE);
      return model.logits(model.readouts(read, target, Mode.INFERENCE).unpadded()).toFloatArray();
    }
  }

  record Size(@Option(value = "Hidden units.", defaultValue = "3") int size) {}

  record NoConfig() {}

  private static final class ElmanFactory implements RnnCellFactory<Size> {
    @Override
    public Class<Size> configType() {
      return Size.class;
    }

    @Override
    public RnnCell create(Size config, long inputSize) {
      return new Elman(
          inputSize,
          config.size(),
          weight("weight_ih", config.size(), inputSize),
          weight("weight_hh", config.size(), config.size()));
    }

    private static Parameter weight(String name, long out, long in) {
      return Parameter.builder()
          .setName(name)
          .setType(Parameter.Type.WEIGHT)
          .optShape(new Shape(out, in))
          .build();
    }
  }

  /** h' = tanh(W x + U h). */
  private record Elman(long inputSize, long outputSize, Parameter w, Parameter u)
      implements RnnCell {
    @Override
    public List<Parameter> parameters() {
      return List.of(w, u);
    }

    @Override
    public CellRun open(NDManager manager, long batchSize, Mode mode) {
      return new CellRun() {
        @Override
        public CellState zeroState() {
          return CellState.of(manager.zeros(new Shape(batchSize, outputSize)));
        }

        @Override
        public CellState startState(NDArray output) {
          return CellState.of(output);
        }

        @Override
        public NDArray project(NDArray inputs, long offset) {
          long width = inputs.getShape().get(inputs.getShape().dimension() - 1);
          NDArray columns = w.getArray().get(new NDIndex(":, {}:{}", offset, offset + width));
          return inputs.matMul(columns.transpose());
        }

        @Override
        public CellState step(NDArray projected, CellState state) {
          return CellState.of(
              projected.add(state.output().matMul(u.getArray().transpose())).tanh());
        }
      };
    }
  }

  private static final class SummaryFactory implements ContextStrategyFactory<NoConfig> {
    @Override
    public Class<NoConfig> configType() {
      return NoConfig.class;
    }

    @Override
    public ContextStrategy create(NoConfig config, long memorySize, long querySize) {
      return new Summary(memorySize);
    }
  }

  /** The encoder's final states. */
  private record Summary(long contextSize) implements ContextStrategy {
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
      return new Fixed(encoded.summary());
    }

    @Override
    public ContextStep step(Memory memory, ContextState state, NDArray query) {
      return new ContextStep(((Fixed) memory).summary(), null, state);
    }
  }

  private record Fixed(NDArray summary) implements Memory {
    @Override
    public Memory select(NDArray rows) {
      throw new UnsupportedOperationException();
    }

    @Override
    public Memory attach(NDManager manager) {
      throw new UnsupportedOperationException();
    }
  }

  private static final class BlankFactory implements TokenizerFactory<NoConfig> {
    @Override
    public Class<NoConfig> configType() {
      return NoConfig.class;
    }

    @Override
    public Tokenizer create(NoConfig config) {
      return new Blank();
    }
  }

  /** Cuts at blanks. */
  private static final class Blank implements Tokenizer {
    @Override
    public List<String> encode(String text) {
      return Arrays.asList(text.split(" "));
    }

    @Override
    public String decode(List<String> tokens) {
      return String.join(" ", tokens);
    }
  }

  private static final class PrefixFactory implements SubwordModelFactory<NoConfig> {
    @Override
    public Class<NoConfig> configType() {
      return NoConfig.class;
    }

    @Override
    public SubwordModel learn(NoConfig config, Map<String, Long> tokenCounts) {
      throw new UnsupportedOperationException();
    }

    @Override
    public SubwordModel load(NoConfig config, InputStream in) throws IOException {
      String prefix = new String(in.readAllBytes(), StandardCharsets.UTF_8);
      if (prefix.isEmpty()) {
        throw new IOException("line 1: expected a prefix");
      }
      return new Prefix(prefix);
    }
  }

  /** Cuts one prefix off. */
  private record Prefix(String prefix) implements SubwordModel {
    @Override
    public List<String> encode(List<String> tokens) {
      return tokens.stream()
          .flatMap(
              token ->
                  token.startsWith(prefix) && token.length() > prefix.length()
                      ? List.of(prefix, token.substring(prefix.length())).stream()
                      : List.of(token).stream())
          .toList();
    }

    @Override
    public List<String> decode(List<String> pieces) {
      return List.of(String.join("", pieces));
    }

    @Override
    public void save(OutputStream out) throws IOException {
      out.write(prefix.getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public String signature() {
      return "prefix";
    }
  }

  private static final class BeamFactory implements SearchStrategyFactory<Size> {
    @Override
    public Class<Size> configType() {
      return Size.class;
    }

    @Override
    public SearchStrategy create(Size config) {
      return new SearchStrategy() {
        @Override
        public List<List<Hypothesis>> search(Scorer scorer, SearchRequest request) {
          throw new UnsupportedOperationException();
        }
      };
    }
  }
}
