package org.dragoman.training.loop;

import ai.djl.ndarray.types.DataType;
import ai.djl.nn.Parameter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.dragoman.runtime.DragomanException;
import org.dragoman.runtime.engine.GradMode;
import org.dragoman.runtime.engine.NativeHeap;
import org.dragoman.runtime.engine.Torch;
import org.dragoman.runtime.model.Model;
import org.dragoman.training.backprop.Backpropagation;
import org.dragoman.training.batch.CarriedState;
import org.dragoman.training.batch.PairBatch;
import org.dragoman.training.checkpoint.Checkpoints;
import org.dragoman.training.checkpoint.Progress;
import org.dragoman.training.config.TrainingConfig;
import org.dragoman.training.data.Epoch;
import org.dragoman.training.data.TrainingSet;
import org.dragoman.training.guard.Divergence;
import org.dragoman.training.guard.Rollbacks;
import org.dragoman.training.optimizer.AveragedWeights;
import org.dragoman.training.optimizer.ClippedStep;
import org.dragoman.training.optimizer.Gradients;
import org.dragoman.training.optimizer.LearningRate;
import org.dragoman.training.optimizer.Optimizer;
import org.dragoman.training.optimizer.Trainable;
import org.dragoman.training.optimizer.WeightState;
import org.dragoman.training.validation.BestValidation;
import org.dragoman.training.validation.Validation;
import org.dragoman.training.validation.Validator;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The training loop: epochs of updates, with validations and checkpoints on the way, until a limit
 * is reached or the model no longer improves. All that is random follows from the seed and the
 * number of the update, so a run that goes on from a checkpoint does what it would have done.
 */
public final class Trainer implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Trainer.class);

  private static final String ADVICE =
      "Train anew with a lower training.optimizer.learning-rate, or with training.products: float32.";

  private final Torch torch;
  private final Model model;
  private final TrainingConfig config;
  private final TrainingSet<?> corpus;
  private final Validator validator;
  private final Checkpoints checkpoints;
  private final TrainingLog log;
  private final Consumer<BestValidation> keepBest;

  private final WeightState state;
  private final CarriedState carried;
  private final LearningRate learningRate;
  private final UpdateStep step;
  private final EarlyStopping stopping;
  private final Divergence divergence;
  private final Rollbacks rollbacks;
  private final StoppingCriteria limits;

  private long update;
  private int epoch = 1;
  private int batch;
  private Epoch batches = Epoch.done();
  private double secondsBefore;
  private long startNanos = System.nanoTime();
  private long skipped;
  private long validatedAt;
  private long savedAt;

  /**
   * The parts that a run is made of.
   *
   * @param model without weights; it gets its first ones here
   * @param firstWeights replaces them where others are wanted
   * @param backpropagation computes loss and gradients of the model
   * @param keepBest is called when the model is the best so far, after the checkpoint; and again on
   *     resume, since the process may have been killed between the two
   * @param rollbacks that there were
   */
  public record Parts(
      Torch torch,
      Model model,
      Consumer<Model> firstWeights,
      Backpropagation backpropagation,
      TrainingConfig config,
      TrainingSet<?> corpus,
      Validator validator,
      Checkpoints checkpoints,
      TrainingLog log,
      Consumer<BestValidation> keepBest,
      Rollbacks rollbacks) {}

  public Trainer(Parts parts) {
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
    parts.firstWeights().accept(model);
    Map<String, Parameter> trained = Trainable.of(model.parameters(), config.freeze());
    state =
        new WeightState(
            Optimizer.of(torch, config.optimizer(), trained),
            new AveragedWeights(torch, config.average(), trained));
    learningRate = new LearningRate(config.schedule(), config.optimizer().learningRate());
    carried = new CarriedState(torch.manager());
    step =
        new UpdateStep(
            torch,
            parts.backpropagation(),
            config.loss().per(),
            torch.usable(config.products()),
            new ClippedStep(
                new Gradients(torch, trained),
                state.optimizer(),
                config.clipNorm(),
                config.clipValue()),
            carried);
    divergence = new Divergence(config.guard());
    rollbacks = parts.rollbacks();
    stopping = new EarlyStopping(config.validation().metric(), config.stop().patience());
    limits = new StoppingCriteria(config.stop());
  }

  /** Goes on from the newest checkpoint, where there is one. */
  public void resume() {
    Optional<Progress> found = restore(progress -> true);
    if (found.isEmpty()) {
      LOG.info("No checkpoint yet: training begins anew");
      return;
    }
    secondsBefore = found.get().seconds();
    LOG.info("Update {}, epoch {}; the next learning rate is {}", update, epoch, rate(update + 1));
    BestValidation best = stopping.best();
    if (best != null && best.update() == update) {
      keepBest(best);
    }
  }

  /** Puts all but the clock back to the newest checkpoint that is wanted. */
  private Optional<Progress> restore(Predicate<Progress> wanted) {
    Optional<Progress> found;
    try (GradMode off = GradMode.off()) {
      found = checkpoints.restore(torch.manager(), contents(), wanted);
    }
    found.ifPresent(
        progress -> {
          update = progress.update();
          epoch = progress.epoch();
          goOn(progress);
          validatedAt = progress.validatedAt();
          skipped = progress.skippedUpdates();
          savedAt = update;
          stopping.restore(progress.best(), progress.badValidations());
          learningRate.restore(progress.learningRate());
          divergence.restore(progress.losses());
        });
    return found;
  }

  /** With the averages of the weights, where there are any. */
  private void keepBest(BestValidation best) {
    withAverages(
        () -> {
          keepBest.accept(best);
          return best;
        });
  }

  private <T> T withAverages(Supplier<T> work) {
    swapAverages();
    try {
      return work.get();
    } finally {
      swapAverages();
    }
  }

  private void swapAverages() {
    try (GradMode off = GradMode.off()) {
      state.average().swap();
    }
  }

  /** The learning rate of an update. */
  private double rate(long number) {
    return learningRate.at(number) * Math.pow(config.guard().rate(), rollbacks.count());
  }

  /** Where the epoch's batches are no longer the same, none of them is done, or all. */
  private void goOn(Progress progress) {
    batch = progress.batch();
    if (batch >= progress.batches()) {
      // It is over, whatever it was made by.
      batches.close();
      batches = Epoch.done();
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
    carried.forget();
  }

  private void begin(int number) {
    batches.close();
    epoch = number;
    batches = corpus.epoch(number);
  }

  /** Trains to the end. Where the thread is interrupted it saves and returns false. */
  public boolean train() {
    // A batch of the longest pairs goes first: where there is far too little memory it is told at
    // once. Another batch may need somewhat more, since memory does not follow from lengths alone.
    step.rehearse(corpus.largestBatch());
    NativeHeap.trim();
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
      LOG.info("Interrupted after update {}; resume the run to go on from here", update);
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
    List<PairBatch> group = new ArrayList<>();
    while (group.size() < config.accumulate() && batches.hasNext()) {
      group.add(batches.next());
    }
    batch += group.size();
    learn(group);
  }

  /** The number of the last update. */
  public long update() {
    return update;
  }

  /** The best validation; null before the first. */
  public @Nullable BestValidation best() {
    return stopping.best();
  }

  private boolean isDue(int every, boolean otherwise) {
    return every == 0 ? otherwise : update % every == 0;
  }

  private void learn(List<PairBatch> group) {
    long start = System.nanoTime();
    update++;
    // The engine's random state cannot be saved; a seed for each update makes it follow from the
    // number of the update.
    torch.seed(config.seed() * 1_000_000_007L + update);
    double rate = rate(update);
    UpdateStep.Result result = step.learn(group, update, rate);
    if (result.applied()) {
      try (GradMode off = GradMode.off()) {
        state.average().add(update);
      }
    } else {
      skipped++;
    }
    log.updated(place(), result, rate, (System.nanoTime() - start) / 1e9);
    if (divergence.updated(result.applied() ? result.loss() / result.tokens() : Double.NaN)) {
      rollBack();
    }
  }

  /** Goes back to the last good checkpoint, with a smaller rate. */
  private void rollBack() {
    long from = update;
    Divergence.State seen = divergence.state();
    String what =
        seen.notFinite() > 0
            ? "The loss or its gradient was not finite in the last %d updates, up to update %d"
                .formatted(seen.notFinite(), from)
            : "The loss has gone out of bounds: %.2f a token on the mean of the last updates, up to update %d, after %.2f at its lowest"
                .formatted(seen.quick(), from, seen.lowest());
    if (rollbacks.count() >= config.guard().rollbacks()) {
      throw DragomanException.configuration(
          "%s; training has gone back to a checkpoint %d times, as training.guard.rollbacks allows. %s"
              .formatted(what, rollbacks.count(), ADVICE));
    }
    Optional<Progress> found = restore(progress -> divergence.isGood(progress.losses()));
    if (found.isEmpty()) {
      throw DragomanException.configuration(
          what + "; there is no checkpoint yet to go back to. " + ADVICE);
    }
    rollbacks.add(new Rollbacks.Rollback(from, update));
    LOG.warn(
        "{}: training goes back to update {}, with {} times the learning rate",
        what,
        update,
        Math.pow(config.guard().rate(), rollbacks.count()));
    log.rolledBack(from, place());
  }

  private void validate() {
    Validation validation = withAverages(validator::validate);
    boolean improved = stopping.validated(BestValidation.of(update, validation));
    validatedAt = update;
    log.validated(place(), seconds(), validation, improved);
    if (learningRate.validated(improved)) {
      LOG.info("Learning rate falls to {}", rate(update));
    }
    savedAt = -1;
    save();
    if (improved) {
      keepBest(BestValidation.of(update, validation));
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
            state.optimizer().steps(),
            skipped,
            divergence.state()),
        contents());
    savedAt = update;
    NativeHeap.trim();
  }

  private Checkpoints.Contents contents() {
    return new Checkpoints.Contents(
        model.parameters(), state, model.carriesState() ? carried : null);
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
    carried.close();
    state.close();
  }
}
