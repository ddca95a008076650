package org.dragoman.training.config;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.dragoman.runtime.bundle.BundleFolder;
import org.dragoman.runtime.bundle.Precision;
import org.dragoman.runtime.engine.MatmulPrecision;
import org.dragoman.runtime.model.ClassifierConfig;
import org.dragoman.runtime.model.GeneratorConfig;
import org.dragoman.runtime.model.ModelConfig;
import org.dragoman.runtime.model.TaggerConfig;
import org.dragoman.spi.ComponentKind;
import org.dragoman.spi.ComponentSpec;
import org.dragoman.spi.Kind;
import org.dragoman.spi.Option;
import org.dragoman.training.backprop.RegimeConfig;
import org.dragoman.training.backprop.RegimeConfig.RegimeType;
import org.dragoman.training.backprop.TeacherForcingConfig;
import org.dragoman.training.backprop.TeacherForcingConfig.ForcingType;
import org.dragoman.training.batch.BatchConfig;
import org.dragoman.training.guard.GuardConfig;
import org.dragoman.training.objective.LossConfig;
import org.dragoman.training.optimizer.AverageConfig;
import org.dragoman.training.optimizer.OptimizerConfig;
import org.dragoman.training.optimizer.ScheduleConfig;
import org.jspecify.annotations.Nullable;

/**
 * How a model is trained.
 *
 * @param seed of all random numbers
 * @param products float type of matrix products
 * @param batch how sentence pairs are put into batches
 * @param optimizer how the weights are updated
 * @param schedule how the learning rate changes
 * @param clipNorm greatest norm of the gradient of the mean loss per token; 0 for no clipping
 * @param clipValue greatest value in that gradient; 0 for no clipping
 * @param accumulate the number of batches whose gradients are added for an update
 * @param average of the weights over the updates
 * @param from a bundle with the initial weights; null for random ones
 * @param freeze names of weights that are not trained
 * @param guard what to do if the loss diverges
 * @param labelSmoothing probability mass spread evenly over the vocabulary
 * @param regime how far gradients reach
 * @param teacherForcing which tokens the decoder gets as input
 * @param loss the loss function
 * @param maxLength longest sentence that is trained on, in pieces of either side
 * @param stop when training ends
 * @param validation how the model is validated during training
 * @param checkpoint how checkpoints are kept
 */
public record TrainingConfig(
    @Option(value = "Seed of all random numbers.", defaultValue = "1") long seed,
    @Option(
            value =
                "Float type of matrix products in training: float32, or bfloat16, which is faster on"
                    + " processors with bfloat16 instructions.",
            defaultValue = "float32")
        MatmulPrecision products,
    @Option(value = "How sentence pairs are put into batches.", defaultValue = "{}")
        BatchConfig batch,
    @Option(value = "How the weights are updated by their gradients.", defaultValue = "{}")
        OptimizerConfig optimizer,
    @Option(value = "How the learning rate changes.", defaultValue = "{}") ScheduleConfig schedule,
    @Option(
            value =
                "Greatest norm of the gradient of the mean loss per token; if it is greater, the"
                    + " gradient is scaled down. 0: no clipping.",
            defaultValue = "1.0")
        double clipNorm,
    @Option(
            value =
                "Greatest magnitude of a value in that gradient; greater ones are cut to it, before"
                    + " clip-norm applies. 0: no clipping.",
            defaultValue = "0.0")
        double clipValue,
    @Option(
            value =
                "Batches whose gradients are added up for one update: as one batch of all their"
                    + " sentences, in the memory of one.",
            defaultValue = "1")
        int accumulate,
    @Option(value = "An average of the weights over the updates.", defaultValue = "{}")
        AverageConfig average,
    @Option(
            value =
                "The folder of a bundle, or of a run that has one: training begins with its weights"
                    + " (fine-tuning). Its model must be the same; of its vocabulary the tokens that"
                    + " both have are taken over.",
            defaultValue = "null")
        @Nullable String from,
    @Option(
            value = "Names of weights that are not trained; * matches anything, as in encoder.*.",
            defaultValue = "[]")
        List<String> freeze,
    @Option(value = "What to do if the loss diverges.", defaultValue = "{}") GuardConfig guard,
    @Option(
            value =
                "Probability mass spread evenly over the vocabulary (Szegedy et al. 2016). A tagger"
                    + " of output crf has none.",
            defaultValue = "0.1")
        double labelSmoothing,
    @Option(value = "How far gradients reach.", defaultValue = "{}") RegimeConfig regime,
    @Option(value = "Which tokens the decoder gets as input in training.", defaultValue = "{}")
        TeacherForcingConfig teacherForcing,
    @Option(value = "The loss function.", defaultValue = "{}") LossConfig loss,
    @Option(
            value =
                "Greatest length of a side in training, in pieces; longer pairs are left out and"
                    + " counted in the log.",
            defaultValue = "100")
        int maxLength,
    @Option(value = "When training ends, whichever comes first.", defaultValue = "{}")
        StopConfig stop,
    @Option(value = "How the model is validated during training.", defaultValue = "{}")
        ValidationConfig validation,
    @Option(value = "How checkpoints are kept.", defaultValue = "{}") CheckpointConfig checkpoint) {

  private static final double DEFAULT_SMOOTHING = 0.1;

  /** Checks the numbers. */
  public TrainingConfig {
    require(clipNorm >= 0, "clip-norm must be 0 or more, got " + clipNorm);
    require(clipValue >= 0, "clip-value must be 0 or more, got " + clipValue);
    require(accumulate >= 1, "accumulate must be at least 1, got " + accumulate);
    freeze = List.copyOf(freeze);
    require(
        labelSmoothing >= 0 && labelSmoothing < 1,
        "label-smoothing must be from 0 to below 1, got " + labelSmoothing);
    require(maxLength >= 1, "max-length must be at least 1, got " + maxLength);
    require(
        regime.type() != RegimeType.TRUNCATED_BPTT || teacherForcing.type() == ForcingType.ALWAYS,
        "regime truncated-bptt goes with teacher-forcing always only: the words that a model feeds"
            + " itself would be drawn anew where windows overlap");
  }

  /**
   * When training ends, whichever comes first; 0 is no limit.
   *
   * @param epochs passes over the corpus
   * @param updates steps of the optimizer
   * @param minutes of training, over all sessions of a resumed run
   * @param patience validations without improvement
   */
  public record StopConfig(
      @Option(value = "Passes over the corpus; 0: no limit.", defaultValue = "20") int epochs,
      @Option(value = "Updates; 0: no limit.", defaultValue = "0") long updates,
      @Option(
              value = "Minutes, over all sessions of a resumed run; 0: no limit.",
              defaultValue = "0")
          double minutes,
      @Option(
              value = "Validations without improvement (early stopping); 0: no limit.",
              defaultValue = "10")
          int patience) {
    /** Checks the numbers. */
    public StopConfig {
      require(
          epochs >= 0 && updates >= 0 && minutes >= 0 && patience >= 0,
          "epochs, updates, minutes and patience must be 0 or more");
      require(
          epochs > 0 || updates > 0 || minutes > 0 || patience > 0,
          "training would never end: give epochs, updates, minutes or patience");
    }
  }

  /** Returns the files that training reads besides corpora, by key. */
  public Map<String, Path> inputs() {
    Map<String, Path> inputs = new LinkedHashMap<>();
    if (from != null) {
      Path bundle = BundleFolder.of(Path.of(from));
      inputs.put("training.from", BundleFolder.weights(bundle));
    }
    if (loss.wordWeights() != null) {
      inputs.put("training.loss.word-weights", Path.of(loss.wordWeights()));
    }
    return inputs;
  }

  /**
   * Returns the configuration for a type of model, with the values that depend on the type.
   *
   * @throws IllegalArgumentException if something does not go with the type
   */
  TrainingConfig of(ModelConfig model) {
    boolean translates = model.isParallel();
    require(
        translates || teacherForcing.type() == ForcingType.ALWAYS,
        "training.teacher-forcing is of translators; leave it out for a " + model.inWords());
    require(
        translates || loss.guidedAlignment() == 0,
        "training.loss.guided-alignment is of translators; leave it out for a " + model.inWords());
    boolean chained =
        model instanceof TaggerConfig tagger && tagger.output() == TaggerConfig.Output.CRF;
    require(
        !chained || labelSmoothing == 0 || labelSmoothing == DEFAULT_SMOOTHING,
        "training.label-smoothing does not go with model.output: crf, whose loss is that of whole"
            + " sequences; leave it out");
    require(
        !chained || loss.wordWeights() == null,
        "training.loss.word-weights does not go with model.output: crf, whose loss is that of whole"
            + " sequences; leave it out");
    return new TrainingConfig(
        seed,
        products,
        batch,
        optimizer,
        schedule,
        clipNorm,
        clipValue,
        accumulate,
        average,
        from,
        freeze,
        guard,
        chained ? 0 : labelSmoothing,
        regime,
        teacherForcing,
        loss,
        maxLength,
        stop,
        validation.of(model),
        checkpoint);
  }

  /** What decides which checkpoint is best. */
  public enum Metric {
    /**
     * BLEU for translators, accuracy for classifiers and taggers, exact match for generators,
     * perplexity for language models.
     */
    AUTO,
    /** Higher is better. */
    ACCURACY,
    /** Higher is better. */
    BLEU,
    /** Higher is better. */
    EXACT_MATCH,
    /** Lower is better. */
    PERPLEXITY
  }

  /**
   * How the model is validated during training.
   *
   * @param every updates between two validations
   * @param metric the score that decides which checkpoint is best
   * @param search used for BLEU
   * @param tokenize BLEU's tokenizer
   * @param lowercase whether BLEU ignores case
   * @param samples the number of sample translations of each validation
   */
  public record ValidationConfig(
      @Option(value = "Updates between two validations; 0: once an epoch.", defaultValue = "0")
          int every,
      @Option(
              value =
                  "The score that decides which checkpoint is best: bleu, accuracy, exact-match or"
                      + " perplexity. auto: bleu for translators, accuracy for classifiers and"
                      + " taggers, exact-match for generators, perplexity for language models.",
              defaultValue = "auto")
          Metric metric,
      @Option(value = "Search used for BLEU and exact match.", defaultValue = "greedy")
          @Kind(ComponentKind.SEARCH)
          ComponentSpec search,
      @Option(value = "BLEU's tokenizer: 13a or none.", defaultValue = "13a") String tokenize,
      @Option(value = "Whether BLEU ignores case.", defaultValue = "false") boolean lowercase,
      @Option(
              value = "Number of sample translations that each validation shows.",
              defaultValue = "3")
          int samples) {
    /** Checks the numbers. */
    public ValidationConfig {
      require(every >= 0, "every must be 0 or more, got " + every);
      require(samples >= 0, "samples must be 0 or more, got " + samples);
      require(
          tokenize.equals("13a") || tokenize.equals("none"),
          "tokenize must be 13a or none, got '" + tokenize + "'");
    }

    /** Returns the validation for a type of model, with its metric. */
    ValidationConfig of(ModelConfig model) {
      Metric usual = usual(model);
      Metric chosen = metric == Metric.AUTO ? usual : metric;
      require(
          chosen == usual || chosen == Metric.PERPLEXITY,
          "training.validation.metric: a %s has no %s. Leave it out, or take perplexity."
              .formatted(
                  model.inWords(), chosen.name().toLowerCase(Locale.ROOT).replace('_', ' ')));
      return new ValidationConfig(every, chosen, search, tokenize, lowercase, samples);
    }

    private static Metric usual(ModelConfig model) {
      if (model instanceof ClassifierConfig || model instanceof TaggerConfig) {
        return Metric.ACCURACY;
      }
      if (model instanceof GeneratorConfig) {
        return Metric.EXACT_MATCH;
      }
      return model.isParallel() ? Metric.BLEU : Metric.PERPLEXITY;
    }
  }

  /**
   * How checkpoints are kept.
   *
   * @param every updates between two checkpoints besides those of each validation
   * @param keep the number of checkpoints to keep
   * @param precision how the bundle stores the weights
   */
  public record CheckpointConfig(
      @Option(
              value = "Updates between two checkpoints, besides one at each validation; 0: none.",
              defaultValue = "0")
          int every,
      @Option(
              value = "Number of newest checkpoints to keep. The best model is kept as the bundle.",
              defaultValue = "2")
          int keep,
      @Option(
              value = "How the bundle stores weights: float16 or float32.",
              defaultValue = "float16")
          Precision precision) {
    /** Checks the numbers. */
    public CheckpointConfig {
      require(every >= 0, "every must be 0 or more, got " + every);
      require(keep >= 1, "keep must be at least 1, got " + keep);
    }
  }

  private static void require(boolean condition, String message) {
    if (!condition) {
      throw new IllegalArgumentException(message);
    }
  }
}
