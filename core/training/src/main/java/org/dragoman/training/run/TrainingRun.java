package org.dragoman.training.run;

import java.io.InputStream;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.function.Consumer;
import org.dragoman.corpus.store.RecordStore;
import org.dragoman.runtime.DragomanException;
import org.dragoman.runtime.engine.Torch;
import org.dragoman.runtime.file.SentencePair;
import org.dragoman.runtime.model.Model;
import org.dragoman.runtime.model.Weights;
import org.dragoman.runtime.plugin.Components;
import org.dragoman.runtime.plugin.Registry;
import org.dragoman.runtime.text.Pipelines;
import org.dragoman.training.checkpoint.Checkpoints;
import org.dragoman.training.config.RunConfig;
import org.dragoman.training.config.TrainingConfig;
import org.dragoman.training.data.Corpora;
import org.dragoman.training.data.CorporaReader;
import org.dragoman.training.data.CorpusHash;
import org.dragoman.training.data.ExampleCoder;
import org.dragoman.training.data.ParallelCorpus;
import org.dragoman.training.data.TrainingSet;
import org.dragoman.training.data.TrainingText;
import org.dragoman.training.guard.Rollbacks;
import org.dragoman.training.loop.MetricsLog;
import org.dragoman.training.loop.Trainer;
import org.dragoman.training.loop.TrainingListener;
import org.dragoman.training.loop.TrainingLog;
import org.dragoman.training.task.Task;
import org.dragoman.training.validation.BestValidation;
import org.dragoman.training.validation.Measure;
import org.dragoman.training.vocabulary.PipelineLearner;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A training run from its configuration to a bundle: reads the corpora, makes the text pipelines,
 * assembles the model, trains it, and scores the best one on the test set.
 *
 * <pre>{@code
 * try (RunFolder folder = RunFolder.create(path, config)) {
 *   boolean finished =
 *       new TrainingRun(config, folder, System.in, torch, registry, listener).start();
 * }
 * }</pre>
 */
public final class TrainingRun {
  private static final Logger LOG = LoggerFactory.getLogger(TrainingRun.class);

  private final RunConfig config;
  private final RunFolder folder;
  private final InputStream standardInput;
  private final Torch torch;
  private final TrainingListener listener;
  private final Components components;
  private final Task task;
  private final BundleKeeper keeper;
  private final ManifestKeeper manifest;

  /**
   * Creates a run that is ready to start.
   *
   * @param standardInput the content of a corpus {@code -}
   * @param torch the engine on the device to train on
   * @param registry the installed plugins
   * @param listener is told of each update and validation
   */
  public TrainingRun(
      RunConfig config,
      RunFolder folder,
      InputStream standardInput,
      Torch torch,
      Registry registry,
      TrainingListener listener) {
    this.config = config;
    this.folder = folder;
    this.standardInput = standardInput;
    this.torch = torch;
    this.listener = listener;
    components = new Components(registry);
    task = Task.of(config, torch, components);
    keeper = new BundleKeeper(config, folder.files().bundle(), registry);
    manifest = new ManifestKeeper(folder, torch);
  }

  /**
   * Checks everything that would make a run fail before it reads its corpora: model parts that do
   * not fit together, or missing files. Call it before the run's folder is opened, so that a
   * mistake changes nothing in it.
   *
   * @param resume whether the run is resumed, so that it already has its initial weights and its
   *     text
   * @throws DragomanException that names the key
   */
  public static void check(RunConfig config, boolean resume, Torch torch, Registry registry) {
    RunInputs inputs = new RunInputs(config);
    RunInputs.requireReadable(resume ? inputs.corpora() : inputs.all());
    Task.of(config, torch, new Components(registry)).check();
  }

  /**
   * Trains from the beginning.
   *
   * @return true if training and the final test have finished; false if the thread was interrupted;
   *     then a checkpoint was written
   * @throws DragomanException if a corpus or the configuration is unusable, or the disk cannot be
   *     written
   */
  public boolean start() {
    return run(false);
  }

  /**
   * Resumes from the newest checkpoint of the folder; without a checkpoint it does the same as
   * {@link #start}.
   */
  public boolean resume() {
    return run(true);
  }

  private boolean run(boolean resume) {
    // Parts that do not fit together are reported before the corpora are read.
    task.check();
    try (RecordStore store = new RecordStore(folder.files().scratch(), config.data().heapLimit());
        Data data = data(store);
        MetricsLog metrics = new MetricsLog(folder.files().metrics());
        MetricsLog samples = new MetricsLog(folder.files().samples())) {
      End end = train(data, new TrainingLog(metrics, samples, listener), resume);
      if (end == null) {
        return false;
      }
      Measure score = null;
      if (!data.test().isEmpty()) {
        List<Measure> scores = keeper.test(torch, task, data.test(), end.best());
        TrainingLog.tested(metrics, end.best().update(), scores);
        score = scores.get(0);
      }
      manifest.end(end.updates(), end.best(), score);
      return true;
    } catch (CancellationException e) {
      LOG.info("Interrupted before an update or after the last one; resume the run to go on");
      return false;
    }
  }

  /**
   * The data that training needs.
   *
   * @param hashes of the corpora
   * @param train the training set
   * @param dev the dev set as ids
   * @param rawDev the dev set as text
   * @param test the test set as text; empty for none
   */
  private record Data(
      Pipelines pipelines,
      List<CorpusHash> hashes,
      TrainingSet<?> train,
      ParallelCorpus dev,
      List<SentencePair> rawDev,
      List<SentencePair> test)
      implements AutoCloseable {
    @Override
    public void close() {
      train.close();
    }
  }

  private Data data(RecordStore store) {
    Corpora corpora = new CorporaReader(config, standardInput, store).read();
    // The training text takes much memory; the training set replaces it.
    try (TrainingText text = corpora.train()) {
      Pipelines pipelines =
          new RunText(folder.files().text())
              .loadOr(
                  () -> new PipelineLearner(components).learn(config.text(), text::forEach),
                  corpora.hashes(),
                  config.text(),
                  components);
      int maxLength = config.training().maxLength();
      ExampleCoder coder = task.coder(pipelines);
      return new Data(
          pipelines,
          corpora.hashes(),
          TrainingSet.encode(text, coder, config.training(), store),
          ParallelCorpus.encode("data.dev", corpora.dev(), coder, maxLength),
          corpora.dev(),
          corpora.test());
    }
  }

  /** The number of updates of a finished run, and its best validation. */
  private record End(long updates, BestValidation best) {}

  /** Trains, and frees everything except the files. Returns null if it was interrupted. */
  private @Nullable End train(Data data, TrainingLog log, boolean resume) {
    TrainingConfig training = config.training();
    Pipelines pipelines = data.pipelines();
    Task.Parts parts = task.parts(pipelines, data.rawDev(), data.dev());
    Model model = parts.model();
    try (Trainer trainer =
        new Trainer(
            new Trainer.Parts(
                torch,
                model,
                firstWeights(pipelines),
                parts.backpropagation(),
                training,
                data.train(),
                parts.validator(),
                new Checkpoints(folder.files().checkpoints(), training.checkpoint().keep()),
                log,
                best -> keeper.keep(Weights.arrays(model.parameters()), data.pipelines(), best),
                new Rollbacks(folder.files().rollbacks())))) {
      if (resume) {
        trainer.resume();
      }
      manifest.begin(config, data.hashes(), trainer.update());
      BestValidation best = trainer.train() ? trainer.best() : null;
      return best == null ? null : new End(trainer.update(), best);
    } finally {
      model.close();
    }
  }

  private Consumer<Model> firstWeights(Pipelines pipelines) {
    String from = config.training().from();
    return from == null
        ? model -> {}
        : model ->
            new PretrainedWeights(Path.of(from), pipelines, torch, components.registry())
                .fill(model);
  }
}
