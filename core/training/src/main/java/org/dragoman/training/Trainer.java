package org.dragoman.training;

import ai.djl.ndarray.types.DataType;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.dragoman.runtime.engine.GradMode;
import org.dragoman.runtime.engine.Torch;
import org.dragoman.runtime.model.TranslationModel;
import org.dragoman.training.ParallelCorpus.Pair;
import org.dragoman.training.TrainingConfig.Metric;
import org.dragoman.training.TrainingConfig.StopConfig;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The training loop: epochs of updates, with validations and checkpoints on the way, until a limit
 * is reached or the model no longer improves. All that is random follows from the seed and the
 * number of the update, so a run that goes on from a checkpoint does what it would have done.
 */
final class Trainer {
  private static final Logger LOG = LoggerFactory.getLogger(Trainer.class);

  private final Torch torch;
  private final TranslationModel model;
  private final TrainingConfig config;
  private final ParallelCorpus corpus;
  private final Validator validator;
  private final Checkpoints checkpoints;
  private final MetricsLog metrics;
  private final TrainingListener listener;
  private final Consumer<Validation> keepBest;

  private final Adam adam;
  private final LearningRate learningRate;
  private final UpdateStep step;

  private long update;
  private int epoch = 1;
  private int batch;
  private int batchesInEpoch = 1;
  private double secondsBefore;
  private long startNanos;
  private @org.jspecify.annotations.Nullable Double best;
  private int badValidations;
  private long skipped;
  private long savedAt = -1;
  private final Window window = new Window();

  /** The parts that a run is made of. */
  record Parts(
      Torch torch,
      TranslationModel model,
      TrainingConfig config,
      ParallelCorpus corpus,
      Validator validator,
      Checkpoints checkpoints,
      MetricsLog metrics,
      TrainingListener listener,
      Consumer<Validation> keepBest) {}

  Trainer(Parts parts) {
    torch = parts.torch();
    model = parts.model();
    config = parts.config();
    corpus = parts.corpus();
    validator = parts.validator();
    checkpoints = parts.checkpoints();
    metrics = parts.metrics();
    listener = parts.listener();
    keepBest = parts.keepBest();
    torch.seed(config.seed());
    model.initialize(torch.manager(), DataType.FLOAT32);
    adam = new Adam(torch, config.optimizer(), model.parameters());
    learningRate = new LearningRate(config.schedule(), config.optimizer().learningRate());
    step =
        new UpdateStep(
            torch,
            model,
            adam,
            new CrossEntropy(torch, config.labelSmoothing()),
            config.products(),
            config.clipNorm());
  }

  /** Sums since the last validation. */
  private static final class Window {
    private double loss;
    private long tokens;
    private double seconds;

    void add(UpdateStep.Result result, double elapsed) {
      if (result.applied()) {
        loss += result.loss();
      }
      tokens += result.tokens();
      seconds += elapsed;
    }

    void clear() {
      loss = 0;
      tokens = 0;
      seconds = 0;
    }
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
    batch = progress.batch();
    secondsBefore = progress.seconds();
    best = progress.best();
    badValidations = progress.badValidations();
    skipped = progress.skippedUpdates();
    savedAt = update;
    learningRate.restore(progress.learningRate());
  }

  /** Trains to the end. Where the thread is interrupted it saves and returns false. */
  boolean train() {
    startNanos = System.nanoTime();
    while (!isDone()) {
      List<List<Pair>> batches = BatchPlan.of(corpus, config.batch(), config.seed(), epoch);
      batchesInEpoch = batches.size();
      while (batch < batches.size() && !isDone()) {
        learn(batches.get(batch++));
        boolean epochEnds = batch == batches.size();
        int every = config.validation().every();
        if (every == 0 ? epochEnds : update % every == 0) {
          validate();
        } else if (config.checkpoint().every() > 0 && update % config.checkpoint().every() == 0) {
          save();
        }
        if (Thread.currentThread().isInterrupted()) {
          save();
          LOG.info("Interrupted after update {}; --resume goes on from here", update);
          return false;
        }
      }
      if (batch == batches.size()) {
        epoch++;
        batch = 0;
      }
    }
    if (savedAt != update) {
      validate();
    }
    LOG.info(
        "Done after {} updates, {} s; {} updates were left out because they were not finite",
        update,
        Math.round(seconds()),
        skipped);
    return true;
  }

  private void learn(List<Pair> pairs) {
    long start = System.nanoTime();
    update++;
    // The engine's random state cannot be saved; a seed for each update makes it follow from the
    // number of the update.
    torch.seed(config.seed() * 1_000_000_007L + update);
    double rate = learningRate.at(update);
    UpdateStep.Result result = step.learn(pairs, rate);
    if (!result.applied()) {
      skipped++;
      LOG.warn(
          "Update {}: loss {} or gradient norm {} is not finite; the update is left out",
          update,
          result.loss(),
          result.gradientNorm());
    }
    double elapsed = (System.nanoTime() - start) / 1e9;
    window.add(result, elapsed);
    listener.updated(
        new TrainingListener.Update(
            update,
            epoch,
            window.loss / window.tokens,
            window.tokens / window.seconds,
            rate,
            result.gradientNorm(),
            done()));
    Map<String, Object> line = new LinkedHashMap<>();
    line.put("update", update);
    line.put("epoch", epoch);
    line.put("loss", result.loss() / result.tokens());
    line.put("tokens", result.tokens());
    line.put("seconds", elapsed);
    line.put("learningRate", rate);
    line.put("gradientNorm", result.gradientNorm());
    metrics.write(line);
  }

  private void validate() {
    Validation validation = validator.validate();
    boolean bleu = config.validation().metric() == Metric.BLEU;
    double value = bleu ? validation.bleu().value() : validation.perplexity();
    boolean improved = best == null || (bleu ? value > best : value < best);
    if (improved) {
      best = value;
      badValidations = 0;
    } else {
      badValidations++;
    }
    if (learningRate.validated(improved)) {
      LOG.info("Learning rate falls to {}", learningRate.at(update));
    }
    LOG.info(
        "Update {}, epoch {}, {} min: loss {}, dev perplexity {}, {}, {} tokens/s{}",
        update,
        epoch,
        "%.1f".formatted(seconds() / 60),
        "%.3f".formatted(window.loss / window.tokens),
        "%.2f".formatted(validation.perplexity()),
        validation.bleu().format(),
        Math.round(window.tokens / window.seconds),
        improved ? " (best)" : "");
    Map<String, Object> line = new LinkedHashMap<>();
    line.put("update", update);
    line.put("minutes", seconds() / 60);
    line.put("devPerplexity", validation.perplexity());
    line.put("devBleu", validation.bleu().value());
    line.put("devExactMatch", validation.exactMatch());
    line.put("best", improved);
    metrics.write(line);
    listener.validated(update, validation, improved);
    window.clear();
    if (improved) {
      keepBest.accept(validation);
    }
    save();
  }

  private void save() {
    checkpoints.save(
        new Progress(
            update,
            epoch,
            batch,
            seconds(),
            best,
            badValidations,
            learningRate.state(),
            adam.steps(),
            skipped),
        model.parameters(),
        adam);
    savedAt = update;
  }

  private double seconds() {
    return secondsBefore + (System.nanoTime() - startNanos) / 1e9;
  }

  private boolean isDone() {
    StopConfig stop = config.stop();
    return done() >= 1 || (stop.patience() > 0 && badValidations >= stop.patience());
  }

  /** Share of the nearest limit that is used up. */
  private double done() {
    StopConfig stop = config.stop();
    double done = 0;
    if (stop.epochs() > 0) {
      done = Math.max(done, (epoch - 1 + (double) batch / batchesInEpoch) / stop.epochs());
    }
    if (stop.updates() > 0) {
      done = Math.max(done, (double) update / stop.updates());
    }
    if (stop.minutes() > 0) {
      done = Math.max(done, seconds() / 60 / stop.minutes());
    }
    return done;
  }
}
