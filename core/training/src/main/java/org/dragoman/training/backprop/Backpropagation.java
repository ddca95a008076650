package org.dragoman.training.backprop;

import org.dragoman.runtime.engine.Torch;
import org.dragoman.runtime.model.EncoderDecoder;
import org.dragoman.runtime.network.StackState;
import org.dragoman.training.batch.Examples;
import org.dragoman.training.objective.Objective;
import org.jspecify.annotations.Nullable;

/**
 * One way to the gradients of a batch: runs a model over it, asks an {@link Objective} for the
 * loss, and goes back through the whole of both sequences or through some steps at a time.
 */
@FunctionalInterface
public interface Backpropagation {
  /**
   * Computes the loss of a batch and adds to the gradients of the weights. To be called with
   * gradients off.
   *
   * @param examples whose manager gets what is made on the way
   * @param update the number of the update, from 1
   */
  BatchLoss learn(Examples examples, long update);

  /**
   * The loss of a batch.
   *
   * @param sum over the tokens, in nats, smoothed, with what the context strategy adds
   * @param tokens the number of tokens, end marks counted; of labels if the model writes labels
   * @param modelFed how many of the decoder's inputs were the model's own words
   * @param carried what the next sentences of the documents begin with, in the graph; null where
   *     the model carries nothing
   */
  record BatchLoss(double sum, int tokens, int modelFed, @Nullable StackState carried) {}

  /**
   * Return the way back that a configuration asks for.
   *
   * @param objective of the decoder's steps
   * @param regime how far gradients reach
   * @param forcing what the decoder is fed; truncated BPTT feeds it the reference
   */
  static Backpropagation of(
      Torch torch,
      EncoderDecoder model,
      Objective objective,
      RegimeConfig regime,
      TeacherForcingConfig forcing) {
    return switch (regime.type()) {
      case BPTT -> new Bptt(torch, model, objective, forcing);
      case TRUNCATED_BPTT -> new TruncatedBptt(torch, model, objective, regime.windows());
    };
  }
}
