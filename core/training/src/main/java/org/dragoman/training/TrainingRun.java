package org.dragoman.training;

import ai.djl.Device;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.dragoman.runtime.DragomanException;
import org.dragoman.runtime.engine.Torch;
import org.dragoman.runtime.inference.BatchTranslator;
import org.dragoman.runtime.inference.TranslationOptions;
import org.dragoman.runtime.model.TranslationModel;
import org.dragoman.runtime.model.TranslationModel.Vocabularies;
import org.dragoman.runtime.plugin.Components;
import org.dragoman.runtime.plugin.Registry;
import org.dragoman.runtime.text.ParallelReader;
import org.dragoman.runtime.text.Pipelines;
import org.dragoman.runtime.text.SentencePair;

/**
 * A training run from its configuration to a bundle: reads the corpora, makes the text pipelines,
 * assembles the model and trains it.
 *
 * <pre>{@code
 * RunFolder folder = RunFolder.create(path, config);
 * boolean finished = new TrainingRun(config, folder, torch, registry, listener).start();
 * }</pre>
 */
public final class TrainingRun {
  private final RunConfig config;
  private final RunFolder folder;
  private final Torch torch;
  private final Registry registry;
  private final TrainingListener listener;

  /**
   * A run that is ready to start.
   *
   * @param torch the engine on the device to train on
   * @param registry the installed plugins
   * @param listener is told of each update and validation
   */
  public TrainingRun(
      RunConfig config,
      RunFolder folder,
      Torch torch,
      Registry registry,
      TrainingListener listener) {
    this.config = config;
    this.folder = folder;
    this.torch = torch;
    this.registry = registry;
    this.listener = listener;
  }

  /**
   * Trains from the beginning.
   *
   * @return whether training came to its end; false where the thread was interrupted, after a
   *     checkpoint was written
   */
  public boolean start() {
    return run(false);
  }

  /** Goes on from the newest checkpoint of the folder; else as {@link #start}. */
  public boolean resume() {
    return run(true);
  }

  private boolean run(boolean resume) {
    Components components = new Components(registry);
    List<SentencePair> train = read(config.data().train());
    List<SentencePair> dev = read(config.data().dev());
    Pipelines pipelines = new PipelineLearner(components).learn(config.text(), train);
    int maxLength = config.training().maxLength();
    ParallelCorpus corpus = ParallelCorpus.encode("data.train", train, pipelines, maxLength);
    ParallelCorpus devCorpus = ParallelCorpus.encode("data.dev", dev, pipelines, maxLength);
    TranslationModel model =
        new TranslationModel(
            torch.ops(),
            config.model(),
            new Vocabularies(
                pipelines.source().vocabulary().size(),
                pipelines.target().vocabulary().size(),
                pipelines.shared()),
            components);
    BatchTranslator translator =
        new BatchTranslator(
            torch,
            model,
            pipelines,
            components.search(config.training().validation().search()),
            TranslationOptions.defaults());
    TrainingConfig training = config.training();
    Validator validator =
        new Validator(
            torch, model, translator, dev, devCorpus, training.batch(), training.validation());
    try (MetricsLog metrics = new MetricsLog(folder.metrics())) {
      Trainer trainer =
          new Trainer(
              new Trainer.Parts(
                  torch,
                  model,
                  training,
                  corpus,
                  validator,
                  new Checkpoints(folder.checkpoints(), training.checkpoint().keep()),
                  metrics,
                  listener,
                  () -> keepBest(model, pipelines)));
      if (resume) {
        trainer.resume();
      }
      return trainer.train();
    } finally {
      model.close();
    }
  }

  private void keepBest(TranslationModel model, Pipelines pipelines) {
    // replaced when the bundle writer lands
  }

  private static List<SentencePair> read(RunConfig.Corpus corpus) {
    List<SentencePair> pairs = new ArrayList<>();
    try (ParallelReader reader =
        ParallelReader.open(Path.of(corpus.source()), Path.of(corpus.target()))) {
      for (SentencePair pair = reader.next(); pair != null; pair = reader.next()) {
        pairs.add(pair);
      }
    }
    if (pairs.isEmpty()) {
      throw DragomanException.data(
          corpus.source() + " and " + corpus.target() + " have no lines; nothing can be learned.");
    }
    return pairs;
  }

  /** The device of a run. */
  public static Device device(String name) {
    return org.dragoman.runtime.engine.Devices.parse(name);
  }
}
