package org.dragoman.training.backprop;

import org.dragoman.runtime.model.EncoderState;
import org.dragoman.training.batch.TrainingBatch;
import org.jspecify.annotations.Nullable;

/** How the loss of a batch is computed, and how far its gradients reach. */
@FunctionalInterface
public interface Regime {
  /**
   * Computes the loss of a batch and adds to the gradients of the weights. To be called with
   * gradients off.
   *
   * @param batch whose manager gets what is made on the way
   * @param update the number of the update, from 1
   */
  BatchLoss learn(TrainingBatch batch, long update);

  /**
   * The loss of a batch.
   *
   * @param sum over the tokens, in nats, smoothed, with what the context strategy adds
   * @param modelFed how many of the decoder's inputs were the model's own words
   * @param carried what the next sentences of the documents begin with, in the graph; null where
   *     the model carries nothing
   */
  record BatchLoss(double sum, int modelFed, @Nullable EncoderState carried) {}
}
