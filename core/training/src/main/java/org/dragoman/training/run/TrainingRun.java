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
import org.dragoman.runtime.model.EncoderDecoder;
import org.dragoman.runtime.model.EncoderDecoder.Vocabularies;
import org.dragoman.runtime.model.Model;
import org.dragoman.runtime.model.Weights;
import org.dragoman.runtime.plugin.Components;
import org.dragoman.runtime.plugin.Registry;
import org.dragoman.runtime.search.SearchWidth;
import org.dragoman.runtime.text.Pipelines;
import org.dragoman.spi.SearchStrategy;
import org.dragoman.training.backprop.Backpropagation;
import org.dragoman.training.checkpoint.Checkpoints;
import org.dragoman.training.config.RunConfig;
import org.dragoman.training.config.TrainingConfig;
import org.dragoman.training.data.Corpora;
import org.dragoman.training.data.CorporaReader;
import org.dragoman.training.data.CorpusHash;
import org.dragoman.training.data.ParallelCorpus;
import org.dragoman.training.data.TrainingSet;
import org.dragoman.training.data.TrainingText;
import org.dragoman.training.guard.Rollbacks;
import org.dragoman.training.loop.MetricsLog;
import org.dragoman.training.loop.Trainer;
import org.dragoman.training.loop.TrainingListener;
import org.dragoman.training.loop.TrainingLog;
import org.dragoman.training.objective.MaximumLikelihood;
import org.dragoman.training.validation.BestValidation;
import org.dragoman.training.validation.Scores;
import org.dragoman.training.validation.Validator;
import org.dragoman.training.vocabulary.PipelineLearner;
import org.dragoman.translate.BatchTranslator;
import org.dragoman.translate.TokenDetail;
import org.dragoman.translate.TranslationOptions;
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
    // The sizes do not matter here.
    Vocabularies sizes = new Vocabularies(1, 1, config.text().isShared());
    new EncoderDecoder(torch.ops(), config.model(), sizes, new Components(registry)).close();
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
    // Parts that do not fit together are reported before the corpora are read. The sizes do not
    // matter here.
    EncoderDecoder unused = model(new Vocabularies(1, 1, config.text().isShared()));
    try (RecordStore store = new RecordStore(folder.files().scratch(), config.data().heapLimit());
        Data data = data(store);
        MetricsLog metrics = new MetricsLog(folder.files().metrics());
        MetricsLog samples = new MetricsLog(folder.files().samples())) {
      End end = train(data, new TrainingLog(metrics, samples, listener), resume);
      if (end == null) {
        return false;
      }
      Scores test = null;
      if (!data.test().isEmpty()) {
        test = keeper.test(torch, data.test(), end.best());
        TrainingLog.tested(metrics, end.best().update(), test);
      }
      manifest.end(end.updates(), end.best(), test);
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
      return new Data(
          pipelines,
          corpora.hashes(),
          TrainingSet.encode(text, pipelines, config.training(), store),
          ParallelCorpus.encode("data.dev", corpora.dev(), pipelines, maxLength),
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
    EncoderDecoder model =
        model(
            new Vocabularies(
                pipelines.source().vocabulary().size(),
                pipelines.target().vocabulary().size(),
                pipelines.shared()));
    TranslationOptions plain = TranslationOptions.defaults();
    TokenDetail detail = model.hasWeights() ? TokenDetail.WEIGHTS : TokenDetail.SCORES;
    Validator validator =
        new Validator(
            torch,
            model,
            translator(model, pipelines, plain),
            translator(model, pipelines, plain.withDetail(detail)),
            data.rawDev(),
            data.dev(),
            training.validation());
    try (Trainer trainer =
        new Trainer(
            new Trainer.Parts(
                torch,
                model,
                firstWeights(pipelines),
                Backpropagation.of(
                    torch,
                    model,
                    MaximumLikelihood.of(
                        torch,
                        model,
                        training.loss(),
                        training.labelSmoothing(),
                        pipelines.target().vocabulary()),
                    training.regime(),
                    training.teacherForcing()),
                training,
                data.train(),
                validator,
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

  private BatchTranslator translator(
      EncoderDecoder model, Pipelines pipelines, TranslationOptions options) {
    int vocabulary = pipelines.target().vocabulary().size();
    SearchStrategy validating = components.search(config.training().validation().search());
    for (SearchStrategy search : List.of(components.search(config.search()), validating)) {
      SearchWidth.of(search, options.nBest(), vocabulary).require();
    }
    return new BatchTranslator(torch, model, pipelines, validating, options);
  }

  private EncoderDecoder model(Vocabularies vocabularies) {
    return new EncoderDecoder(torch.ops(), config.model(), vocabularies, components);
  }
}
