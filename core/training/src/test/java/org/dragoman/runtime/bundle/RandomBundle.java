package org.dragoman.runtime.bundle;

import ai.djl.Device;
import ai.djl.ndarray.types.DataType;
import ai.djl.training.initializer.NormalInitializer;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.dragoman.runtime.config.ConfigBinder;
import org.dragoman.runtime.config.ConfigTree;
import org.dragoman.runtime.engine.Torch;
import org.dragoman.runtime.model.Model;
import org.dragoman.runtime.model.Vocabularies;
import org.dragoman.runtime.model.Weights;
import org.dragoman.runtime.plugin.Components;
import org.dragoman.runtime.plugin.PluginLoader;
import org.dragoman.runtime.plugin.Registry;
import org.dragoman.runtime.text.Normalizer;
import org.dragoman.runtime.text.Pipelines;
import org.dragoman.runtime.text.TextPipeline;
import org.dragoman.runtime.text.Vocabulary;

/** A small bundle of random weights, with the words w0 to w29 in its vocabulary. */
public final class RandomBundle {
  private RandomBundle() {}

  /** Writes the bundle to a folder, which need not exist. */
  public static void write(Path bundle) {
    write(bundle, "additive", 3, 30);
  }

  /**
   * Writes another bundle.
   *
   * @param context strategy
   * @param seed of the weights
   * @param words in the vocabulary
   */
  public static void write(Path bundle, String context, long seed, int words) {
    write(bundle, new Settings(context, false, 8, 12, "", seed, words));
  }

  /** Writes a bundle of a language model of the same vocabulary. */
  public static void writeLanguageModel(Path bundle, int words) {
    writeLanguageModel(bundle, words, 4);
  }

  /** Writes a bundle of a language model whose weights are drawn by a seed. */
  public static void writeLanguageModel(Path bundle, int words, long seed) {
    write(
        bundle,
        seed,
        words,
        """
        name: random-text
        text: {shared: {normalization: [], tokenizer: whitespace}}
        model: {type: language-model, embedding: {size: 6}, network: {cell: {type: lstm, size: 7}}}
        """);
  }

  /** Writes a bundle of so many units in each cell. */
  public static void writeWide(Path bundle, int units, int words) {
    write(bundle, new Settings("additive", false, units, units, "", 3, words));
  }

  /** Writes a bundle whose encoder carries its state from sentence to sentence. */
  public static void writeCarrying(Path bundle) {
    write(bundle, new Settings("additive", true, 8, 12, "", 3, 30));
  }

  /** Writes a bundle whose decoder attends between two cells and has a deep output. */
  public static void writeConditional(Path bundle) {
    String parts = ", attention-place: conditional, readout-type: deep";
    write(bundle, new Settings("additive", false, 8, 12, parts, 3, 30));
  }

  private record Settings(
      String context,
      boolean carriesState,
      int encoder,
      int decoder,
      String decoderParts,
      long seed,
      int words) {}

  private static void write(Path bundle, Settings settings) {
    String yaml =
        """
        name: random
        text: {shared: {normalization: [], tokenizer: whitespace}}
        model:
          embedding: {size: 12}
          encoder: {cell: {type: gru, size: %d}, carry-state: %s}
          decoder: {cell: {type: gru, size: %d}%s}
          context: %s
        search: {type: beam, size: 3, alpha: 0.5}
        """
            .formatted(
                settings.encoder(),
                settings.carriesState(),
                settings.decoder(),
                settings.decoderParts(),
                settings.context());
    write(bundle, settings.seed(), settings.words(), yaml);
  }

  private static void write(Path bundle, long seed, int words, String yaml) {
    try (Torch torch = Torch.open(Device.cpu());
        Registry registry = PluginLoader.load(torch.ops(), List.of())) {
      BundleConfig config =
          new ConfigBinder(registry).bind(BundleConfig.class, ConfigTree.parse(yaml, "test"));
      Components components = new Components(registry);
      Vocabulary vocabulary =
          Vocabulary.build(
              IntStream.range(0, words)
                  .mapToObj(i -> "w" + i)
                  .collect(Collectors.toMap(Function.identity(), word -> 1L)));
      TextPipeline side =
          new TextPipeline(
              new Normalizer(List.of()),
              components.tokenizer(config.text().sourceSide().tokenizer()),
              null,
              vocabulary);
      Model model =
          config
              .model()
              .model(
                  torch.ops(),
                  new Vocabularies(vocabulary.size(), vocabulary.size(), true),
                  components);
      torch.seed(seed);
      model.parameters().values().forEach(p -> p.setInitializer(new NormalInitializer(0.5f)));
      model.initialize(torch.manager(), DataType.FLOAT32);
      new BundleWriter(registry)
          .write(
              bundle,
              config,
              new Pipelines(side, side, true),
              Weights.arrays(model.parameters()),
              Precision.FLOAT32,
              "# Random\n");
    }
  }
}
