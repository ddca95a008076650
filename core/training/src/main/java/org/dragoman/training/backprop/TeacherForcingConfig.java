package org.dragoman.training.backprop;

import org.dragoman.spi.Option;

/**
 * Which tokens the decoder gets as input in training: those of the reference, or its own
 * predictions.
 *
 * @param type the kind of input
 * @param decay scheduled: how the probability of the reference falls with the updates
 * @param start scheduled: the probability at the beginning
 * @param end scheduled: the least probability
 * @param updates scheduled, linear: the number of updates until the least probability is reached
 * @param k scheduled, exponential and inverse-sigmoid: the constant of the curve
 * @param by scheduled: whether to draw for each token or for each sentence
 * @param feed the prediction to use as input
 */
public record TeacherForcingConfig(
    @Option(
            value =
                "always: the input of the decoder is the reference. scheduled: at random its own"
                    + " predictions (scheduled sampling, Bengio et al. 2015). free-running: its own"
                    + " predictions only.",
            defaultValue = "always")
        ForcingType type,
    @Option(
            value =
                "How the probability of the reference falls: constant, linear, exponential"
                    + " (k to the power of the update) or inverse-sigmoid (k / (k + exp(update / k))).",
            defaultValue = "linear")
        Decay decay,
    @Option(value = "Probability of the reference at the beginning.", defaultValue = "1.0")
        double start,
    @Option(value = "Least probability of the reference.", defaultValue = "0.0") double end,
    @Option(
            value = "linear: updates until the least probability is reached.",
            defaultValue = "10000")
        int updates,
    @Option(
            value =
                "exponential: below 1, such as 0.9999; inverse-sigmoid: at least 1, such as 1000.",
            defaultValue = "0.9999")
        double k,
    @Option(value = "Unit of the random choice: token or sentence.", defaultValue = "token")
        DrawnFor by,
    @Option(
            value = "The prediction to use as input: argmax, a sample, or the expected embedding.",
            defaultValue = "argmax")
        Fed feed) {

  /** Checks the numbers. */
  public TeacherForcingConfig {
    require(start >= 0 && start <= 1, "start must be from 0 to 1, got " + start);
    require(end >= 0 && end <= start, "end must be from 0 to start, " + start + ", got " + end);
    require(updates >= 1, "updates must be at least 1, got " + updates);
    boolean scheduled = type == ForcingType.SCHEDULED;
    require(
        !scheduled || decay != Decay.EXPONENTIAL || (k > 0 && k < 1),
        "k of an exponential decay must be between 0 and 1, got " + k);
    require(
        !scheduled || decay != Decay.INVERSE_SIGMOID || k >= 1,
        "k of an inverse-sigmoid decay must be at least 1, got " + k);
  }

  /** The kinds of decoder input. */
  public enum ForcingType {
    /** Always the reference. */
    ALWAYS,
    /** The reference or the model's own prediction, at random. */
    SCHEDULED,
    /** Always the model's own prediction. */
    FREE_RUNNING
  }

  /** How the probability of the reference falls. */
  public enum Decay {
    /** It does not fall. */
    CONSTANT,
    /** Linearly. */
    LINEAR,
    /** {@code k^update}. */
    EXPONENTIAL,
    /** {@code k / (k + exp(update / k))}. */
    INVERSE_SIGMOID
  }

  /** The unit of the random choice. */
  public enum DrawnFor {
    /** Each token by itself. */
    TOKEN,
    /** A sentence as a whole. */
    SENTENCE
  }

  /** The prediction to use as input. */
  public enum Fed {
    /** The most probable token. */
    ARGMAX,
    /** A token drawn by its probability. */
    SAMPLE,
    /** The mean of all embeddings, weighted by their probabilities; gradients pass through it. */
    EXPECTED
  }

  /**
   * Returns the probability that a step gets the reference as input.
   *
   * @param update from 1
   */
  double reference(long update) {
    return switch (type) {
      case ALWAYS -> 1;
      case FREE_RUNNING -> 0;
      case SCHEDULED -> Math.max(end, start * curve(update - 1));
    };
  }

  private double curve(long before) {
    return switch (decay) {
      case CONSTANT -> 1;
      // From start to end, for any start.
      case LINEAR ->
          start == 0 ? 0 : 1 - (1 - end / start) * Math.min(1, (double) before / updates);
      case EXPONENTIAL -> Math.pow(k, before);
      case INVERSE_SIGMOID -> k / (k + Math.exp(before / k));
    };
  }

  private static void require(boolean condition, String message) {
    if (!condition) {
      throw new IllegalArgumentException(message);
    }
  }
}
