package org.dragoman.training;

import org.dragoman.runtime.bundle.Precision;
import org.dragoman.runtime.engine.Products;
import org.dragoman.spi.ComponentKind;
import org.dragoman.spi.ComponentSpec;
import org.dragoman.spi.Kind;
import org.dragoman.spi.Option;

/**
 * How a model is trained.
 *
 * @param seed of everything random
 * @param products float type of matrix products
 * @param batch how sentences are put together
 * @param optimizer Adam's constants
 * @param schedule how the learning rate changes
 * @param clipNorm greatest norm of the gradient of the mean loss a token; 0 for no clipping
 * @param labelSmoothing probability mass spread evenly over the vocabulary
 * @param maxLength longest sentence that is trained on, in pieces of either side
 * @param stop when training ends
 * @param validation how the model is checked on the way
 * @param checkpoint how the state is kept
 */
public record TrainingConfig(
    @Option(value = "Seed of everything random.", defaultValue = "1") long seed,
    @Option(
            value =
                "Float type of matrix products in training: float32, or bfloat16, which is faster on"
                    + " processors with bfloat16 instructions.",
            defaultValue = "float32")
        Products products,
    @Option(value = "How sentences are put together.", defaultValue = "{}") BatchConfig batch,
    @Option(value = "Adam (Kingma and Ba 2015).", defaultValue = "{}") AdamConfig optimizer,
    @Option(value = "How the learning rate changes.", defaultValue = "{}") ScheduleConfig schedule,
    @Option(
            value =
                "Greatest norm of the gradient of the mean loss a token; a longer one is scaled"
                    + " down. 0: no clipping.",
            defaultValue = "1.0")
        double clipNorm,
    @Option(
            value = "Probability mass spread evenly over the vocabulary (Szegedy et al. 2016).",
            defaultValue = "0.1")
        double labelSmoothing,
    @Option(
            value =
                "Longest sentence trained on, in pieces of either side; longer pairs are left"
                    + " out, and counted in the log.",
            defaultValue = "100")
        int maxLength,
    @Option(value = "When training ends, whichever comes first.", defaultValue = "{}")
        StopConfig stop,
    @Option(value = "How the model is checked on the way.", defaultValue = "{}")
        ValidationConfig validation,
    @Option(value = "How the state is kept.", defaultValue = "{}") CheckpointConfig checkpoint) {

  /** Checks the numbers. */
  public TrainingConfig {
    require(clipNorm >= 0, "clip-norm must be 0 or more, got " + clipNorm);
    require(
        labelSmoothing >= 0 && labelSmoothing < 1,
        "label-smoothing must be from 0 to below 1, got " + labelSmoothing);
    require(maxLength >= 1, "max-length must be at least 1, got " + maxLength);
  }

  /** What the size of a batch counts. */
  public enum BatchUnit {
    /** Sentence pairs. */
    SENTENCES,
    /** Target pieces, padding counted. */
    TOKENS
  }

  /**
   * How sentences are put together.
   *
   * @param by what size counts
   * @param size of a batch
   * @param pool from how many batches' worth of shuffled sentences those of like length are taken
   */
  public record BatchConfig(
      @Option(value = "What size counts: sentences or tokens.", defaultValue = "sentences")
          BatchUnit by,
      @Option(value = "Sentence pairs, or target tokens with padding.", defaultValue = "64")
          int size,
      @Option(
              value = "Batches' worth of shuffled sentences that are sorted by length together.",
              defaultValue = "50")
          int pool) {
    /** Checks the numbers. */
    public BatchConfig {
      require(size >= 1, "size must be at least 1, got " + size);
      require(pool >= 1, "pool must be at least 1, got " + pool);
    }
  }

  /**
   * Adam's constants.
   *
   * @param learningRate before the schedule
   * @param beta1 decay of the mean
   * @param beta2 decay of the variance
   * @param epsilon added to the divisor
   */
  public record AdamConfig(
      @Option(value = "Learning rate.", defaultValue = "0.001") double learningRate,
      @Option(value = "Decay of the mean of gradients.", defaultValue = "0.9") double beta1,
      @Option(value = "Decay of the mean of squared gradients.", defaultValue = "0.999")
          double beta2,
      @Option(value = "Added to the divisor.", defaultValue = "1e-8") double epsilon) {
    /** Checks the numbers. */
    public AdamConfig {
      require(learningRate > 0, "learning-rate must be above 0, got " + learningRate);
      require(beta1 >= 0 && beta1 < 1, "beta1 must be from 0 to below 1, got " + beta1);
      require(beta2 >= 0 && beta2 < 1, "beta2 must be from 0 to below 1, got " + beta2);
      require(epsilon > 0, "epsilon must be above 0, got " + epsilon);
    }
  }

  /** The kinds of schedule. */
  public enum ScheduleType {
    /** Always the same. */
    CONSTANT,
    /** Rises for warmup updates, then falls with the inverse square root of the update. */
    INVERSE_SQRT,
    /** Multiplied by factor when validation has not improved for patience times. */
    PLATEAU
  }

  /**
   * How the learning rate changes.
   *
   * @param type which schedule
   * @param warmup updates over which the rate rises from nothing
   * @param factor of a plateau
   * @param patience of a plateau: validations without improvement before the rate falls
   */
  public record ScheduleConfig(
      @Option(value = "constant, inverse-sqrt or plateau.", defaultValue = "constant")
          ScheduleType type,
      @Option(value = "Updates over which the rate rises from nothing.", defaultValue = "0")
          int warmup,
      @Option(value = "Plateau: what the rate is multiplied by.", defaultValue = "0.5")
          double factor,
      @Option(
              value = "Plateau: validations without improvement before the rate falls.",
              defaultValue = "1")
          int patience) {
    /** Checks the numbers. */
    public ScheduleConfig {
      require(warmup >= 0, "warmup must be 0 or more, got " + warmup);
      require(
          type != ScheduleType.INVERSE_SQRT || warmup > 0,
          "inverse-sqrt needs a warmup of at least 1 update");
      require(factor > 0 && factor < 1, "factor must be between 0 and 1, got " + factor);
      require(patience >= 1, "patience must be at least 1, got " + patience);
    }
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

  /** What decides which checkpoint is best. */
  public enum Metric {
    /** The higher the better. */
    BLEU,
    /** The lower the better. */
    PERPLEXITY
  }

  /**
   * How the model is checked on the way.
   *
   * @param every updates between two validations
   * @param metric which checkpoint is best
   * @param search used for BLEU
   * @param tokenize BLEU's tokenizer
   * @param lowercase whether BLEU ignores case
   * @param samples sentences shown each time
   */
  public record ValidationConfig(
      @Option(value = "Updates between two validations; 0: once an epoch.", defaultValue = "0")
          int every,
      @Option(
              value = "What decides which checkpoint is best: bleu or perplexity.",
              defaultValue = "bleu")
          Metric metric,
      @Option(value = "Search used for BLEU.", defaultValue = "greedy") @Kind(ComponentKind.SEARCH)
          ComponentSpec search,
      @Option(value = "BLEU's tokenizer: 13a or none.", defaultValue = "13a") String tokenize,
      @Option(value = "Whether BLEU ignores case.", defaultValue = "false") boolean lowercase,
      @Option(value = "Sample translations shown each time.", defaultValue = "3") int samples) {
    /** Checks the numbers. */
    public ValidationConfig {
      require(every >= 0, "every must be 0 or more, got " + every);
      require(samples >= 0, "samples must be 0 or more, got " + samples);
      require(
          tokenize.equals("13a") || tokenize.equals("none"),
          "tokenize must be 13a or none, got '" + tokenize + "'");
    }
  }

  /**
   * How the state is kept.
   *
   * @param every updates between two checkpoints besides those of each validation
   * @param keep how many are kept
   * @param precision how the bundle stores the weights
   */
  public record CheckpointConfig(
      @Option(
              value = "Updates between two checkpoints, besides one at each validation; 0: none.",
              defaultValue = "0")
          int every,
      @Option(
              value = "Newest checkpoints kept. The best model is kept as the bundle.",
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
