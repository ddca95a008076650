package org.dragoman.training.objective;

import org.dragoman.runtime.model.Predictor;
import org.dragoman.training.batch.PredictionBatch;

/** What training minimises where a {@link Predictor} scores classes. */
@FunctionalInterface
public interface PredictionLoss {
  /**
   * Computes the loss of a batch and goes back from it.
   *
   * @return the sum over the rows, in nats
   */
  double learn(
      Predictor.Predictions predictions, PredictionBatch batch, Objective.Backward backward);

  /** Returns the cross-entropy of each row by itself. */
  static PredictionLoss of(CrossEntropy classes) {
    return (predictions, batch, backward) -> {
      CrossEntropy.Loss loss = classes.of(predictions.logits(), batch.wanted());
      backward.pass(predictions.logits(), loss.gradient());
      return loss.sum();
    };
  }
}
