package org.dragoman.training.backprop;

import org.dragoman.spi.Option;

/**
 * What the decoder is fed in training: the reference, or its own words.
 *
 * @param type whose words
 * @param decay scheduled: how the probability of the reference falls with the updates
 * @param start scheduled: the probability at the beginning
 * @param end scheduled: the least probability
 * @param updates scheduled, linear: after how many updates the least probability is reached
 * @param k scheduled, exponential and inverse-sigmoid: the constant of the curve
 * @param by scheduled: what is drawn for
 * @param feed what stands for the model's own word
 */
public record TeacherForcingConfig(
    @Option(
            value =
                "always: the decoder is fed the reference. scheduled: at random its own words"
                    + " (scheduled sampling, Bengio et al. 2015). free-running: its own words only.",
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
    @Option(value = "What is drawn for: token or sentence.", defaultValue = "token") DrawnFor by,
    @Option(
            value =
                "What stands for the model's word: argmax, a sample, or the expected embedding.",
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

  /** Whose words the decoder is fed. */
  public enum ForcingType {
    /** The reference's. */
    ALWAYS,
    /** The reference's or its own, at random. */
    SCHEDULED,
    /** Its own. */
    FREE_RUNNING
  }

  /** How the probability of the reference falls. */
  public enum Decay {
    /** It stays. */
    CONSTANT,
    /** In a straight line. */
    LINEAR,
    /** {@code k^update}. */
    EXPONENTIAL,
    /** {@code k / (k + exp(update / k))}. */
    INVERSE_SIGMOID
  }

  /** What is drawn for. */
  public enum DrawnFor {
    /** Each token by itself. */
    TOKEN,
    /** A sentence as a whole. */
    SENTENCE
  }

  /** What stands for the model's own word. */
  public enum Fed {
    /** The most probable one. */
    ARGMAX,
    /** One drawn by its probability. */
    SAMPLE,
    /** The mean of all embeddings by their probabilities, through which gradients pass. */
    EXPECTED
  }

  /**
   * The probability that a step is fed the reference.
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
      // From start to end, whatever start is.
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
