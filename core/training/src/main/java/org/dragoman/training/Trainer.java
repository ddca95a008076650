package org.dragoman.training;

import ai.djl.ndarray.types.DataType;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.function.Consumer;
import org.dragoman.runtime.DragomanException;
import org.dragoman.runtime.engine.GradMode;
import org.dragoman.runtime.engine.Torch;
import org.dragoman.runtime.model.TranslationModel;
import org.dragoman.training.batch.Pair;
import org.dragoman.training.optimizer.Adam;
import org.dragoman.training.optimizer.ClippedStep;
import org.dragoman.training.optimizer.LearningRate;
import org.dragoman.training.regime.Regime;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The training loop: epochs of updates, with validations and checkpoints on the way, until a limit
 * is reached or the model no longer improves. All that is random follows from the seed and the
 * number of the update, so a run that goes on from a checkpoint does what it would have done.
 */
final class Trainer implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Trainer.class);

  /** After how many updates in a row that were not finite training is given up. */
  private static final int HOPELESS = 100;

  private final Torch torch;
  private final TranslationModel model;
  private final TrainingConfig config;
  private final TrainingSet<?> corpus;
  private final Validator validator;
  private final Checkpoints checkpoints;
  private final TrainingLog log;
  private final Consumer<Best> keepBest;

  private final Adam adam;
  private final LearningRate learningRate;
  private final UpdateStep step;
  private final EarlyStopping stopping;
  private final Limits limits;

  private long update;
  private int epoch = 1;
  private int batch;
  private Epoch batches = Epoch.done();
  private double secondsBefore;
  private long startNanos = System.nanoTime();
  private long skipped;
  private int skippedInARow;
  private long validatedAt;
  private long savedAt;

  /**
   * The parts that a run is made of.
   *
   * @param model without weights; it gets its first ones here
   * @param regime computes loss and gradients of the model
   * @param keepBest is called when the model is the best so far, after the checkpoint; and again on
   *     resume, since the process may have been killed between the two
   */
  record Parts(
      Torch torch,
      TranslationModel model,
      Regime regime,
      TrainingConfig config,
      TrainingSet<?> corpus,
      Validator validator,
      Checkpoints checkpoints,
      TrainingLog log,
      Consumer<Best> keepBest) {}

  Trainer(Parts parts) {
    torch = parts.torch();
    model = parts.model();
    config = parts.config();
    corpus = parts.corpus();
    validator = parts.validator();
    checkpoints = parts.checkpoints();
    log = parts.log();
    keepBest = parts.keepBest();
    torch.seed(config.seed());
    model.initialize(torch.manager(), DataType.FLOAT32);
    adam = new Adam(torch, config.optimizer(), model.parameters());
    learningRate = new LearningRate(config.schedule(), config.optimizer().learningRate());
    step =
        new UpdateStep(
            torch,
            parts.regime(),
            config.loss().per(),
            torch.usable(config.products()),
            new ClippedStep(adam, config.clipNorm()));
    stopping = new EarlyStopping(config.validation().metric(), config.stop().patience());
    limits = new Limits(config.stop());
  }

  /** Goes on from the newest checkpoint, where there is one. */
  void resume() {
    Optional<Progress> found;
    try (GradMode off = GradMode.off()) {
      found = checkpoints.restore(torch.manager(), model.parameters(), adam);
    }
    if (found.isEmpty()) {
      LOG.info("No checkpoint yet: training begins anew");
      return;
    }
    Progress progress = found.get();
    update = progress.update();
    epoch = progress.epoch();
    goOn(progress);
    secondsBefore = progress.seconds();
    validatedAt = progress.validatedAt();
    skipped = progress.skippedUpdates();
    savedAt = update;
    stopping.restore(progress.best(), progress.badValidations());
    learningRate.restore(progress.learningRate());
    LOG.info(
        "Update {}, epoch {}; the next learning rate is {}",
        update,
        epoch,
        learningRate.at(update + 1));
    Best best = stopping.best();
    if (best != null && best.update() == update) {
      keepBest.accept(best);
    }
  }

  /** Where the epoch's batches are no longer the same, none of them is done, or all. */
  private void goOn(Progress progress) {
    batch = progress.batch();
    if (batch >= progress.batches()) {
      // It is over, whatever it was made by.
      return;
    }
    begin(progress.epoch());
    if (corpus.planName().equals(progress.plan())) {
      batches.skip(batch);
      return;
    }
    LOG.info(
        "Epoch {} begins anew: its batches were made by {}, and now by {}",
        progress.epoch(),
        progress.plan(),
        corpus.planName());
    batch = 0;
  }

  private void begin(int number) {
    batches.close();
    epoch = number;
    batches = corpus.epoch(number);
  }

  /** Trains to the end. Where the thread is interrupted it saves and returns false. */
  boolean train() {
    // A batch of the longest pairs goes first: where there is far too little memory it is told at
    // once. Another batch may need somewhat more, since memory does not follow from lengths alone.
    step.rehearse(corpus.largestBatch());
    if (update == 0) {
      begin(1);
    }
    startNanos = System.nanoTime();
    try {
      checkOnTheWay();
      while (!isDone()) {
        learnNext();
        checkOnTheWay();
      }
      if (validatedAt != update) {
        validate();
      }
    } catch (CancellationException e) {
      save();
      LOG.info("Interrupted after update {}; --resume goes on from here", update);
      return false;
    }
    LOG.info(
        "Done after {} updates, {} s; {} updates were left out because they were not finite",
        update,
        Math.round(seconds()),
        skipped);
    return true;
  }

  /**
   * Validates or saves where that is due. It is also called first thing, for a run that was
   * interrupted between an update and its validation.
   *
   * @throws CancellationException where the thread is interrupted
   */
  private void checkOnTheWay() {
    if (Thread.currentThread().isInterrupted()) {
      throw new CancellationException("interrupted");
    }
    if (update == 0) {
      return;
    }
    if (validatedAt != update && isDue(config.validation().every(), !batches.hasNext())) {
      validate();
    } else if (isDue(config.checkpoint().every(), false)) {
      save();
    }
  }

  private void learnNext() {
    if (!batches.hasNext()) {
      begin(epoch + 1);
      batch = 0;
    }
    batch++;
    learn(batches.next());
  }

  /** The best validation; null before the first. */
  @Nullable Best best() {
    return stopping.best();
  }

  private boolean isDue(int every, boolean otherwise) {
    return every == 0 ? otherwise : update % every == 0;
  }

  private void learn(List<Pair> pairs) {
    long start = System.nanoTime();
    update++;
    // The engine's random state cannot be saved; a seed for each update makes it follow from the
    // number of the update.
    torch.seed(config.seed() * 1_000_000_007L + update);
    double rate = learningRate.at(update);
    UpdateStep.Result result = step.learn(pairs, update, rate);
    if (result.applied()) {
      skippedInARow = 0;
    } else {
      skipped++;
      skippedInARow++;
    }
    log.updated(place(), result, rate, (System.nanoTime() - start) / 1e9);
    if (skippedInARow == HOPELESS) {
      throw DragomanException.configuration(
          "The loss or its gradient was not finite in the last %d updates, up to update %d, so the model learns nothing more. Train anew with a lower training.optimizer.learning-rate, or with training.products: float32."
              .formatted(HOPELESS, update));
    }
  }

  private void validate() {
    Validation validation = validator.validate();
    boolean improved = stopping.validated(Best.of(update, validation));
    validatedAt = update;
    log.validated(place(), seconds(), validation, improved);
    if (learningRate.validated(improved)) {
      LOG.info("Learning rate falls to {}", learningRate.at(update));
    }
    savedAt = -1;
    save();
    if (improved) {
      keepBest.accept(Best.of(update, validation));
    }
  }

  private void save() {
    if (savedAt == update) {
      return;
    }
    checkpoints.save(
        new Progress(
            update,
            epoch,
            batch,
            batches.hasNext() ? batch + 1 : batch,
            corpus.planName(),
            seconds(),
            validatedAt,
            stopping.best(),
            stopping.badValidations(),
            learningRate.state(),
            adam.steps(),
            skipped),
        model.parameters(),
        adam);
    savedAt = update;
  }

  private TrainingLog.Place place() {
    return new TrainingLog.Place(update, epoch, done());
  }

  private double seconds() {
    return secondsBefore + (System.nanoTime() - startNanos) / 1e9;
  }

  /** One update at least is made, so that there is a model to keep. */
  private boolean isDone() {
    return update > 0 && (done() >= 1 || stopping.isOver());
  }

  private double done() {
    return limits.done(epoch - 1 + batches.share(), update, seconds());
  }

  /** Gives the optimizer's state and the epoch up. */
  @Override
  public void close() {
    batches.close();
    adam.close();
  }
}
