package org.dragoman.training.loop;

import org.dragoman.training.validation.Validation;

/** Receives the progress of training: the command line draws its progress bar from it. */
public interface TrainingListener {
  /** Ignores everything. */
  TrainingListener NONE = new TrainingListener() {};

  /** Called after each update. */
  default void updated(Update update) {}

  /** Called after each validation. */
  default void validated(long update, Validation validation, boolean best) {}

  /**
   * The numbers of an update. Loss and speed are means over the updates since the last validation
   * or the start, without skipped ones.
   *
   * @param update counted from 1
   * @param epoch counted from 1
   * @param loss mean per token, with label smoothing, in nats; that of this update if all were
   *     skipped
   * @param tokensPerSecond target tokens
   * @param learningRate of this update
   * @param gradientNorm of this update, before clipping
   * @param done the share of the run that is done, 0 to 1, by the nearest limit
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
