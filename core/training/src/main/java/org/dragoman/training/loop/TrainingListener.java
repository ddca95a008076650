package org.dragoman.training.loop;

import org.dragoman.training.validation.Validation;

/** Is told how training goes: the command line draws its progress bar from this. */
public interface TrainingListener {
  /** Hears nothing. */
  TrainingListener NONE = new TrainingListener() {};

  /** After each update. */
  default void updated(Update update) {}

  /** After each validation. */
  default void validated(long update, Validation validation, boolean best) {}

  /**
   * An update, with means over those since the last validation or the start that were not left out.
   *
   * @param update counted from 1
   * @param epoch counted from 1
   * @param loss mean a token, smoothed, in nats; this update's own where all were left out
   * @param tokensPerSecond target tokens
   * @param learningRate of this update
   * @param gradientNorm of this update, before clipping
   * @param done share of the run that is done, 0 to 1, by the nearest of its limits
   */
  record Update(
      long update,
      int epoch,
      double loss,
      double tokensPerSecond,
      double learningRate,
      double gradientNorm,
      double done) {}
}
