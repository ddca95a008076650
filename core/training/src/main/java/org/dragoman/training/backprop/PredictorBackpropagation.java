package org.dragoman.training.backprop;

import java.util.function.Function;
import org.dragoman.runtime.engine.GradMode;
import org.dragoman.runtime.engine.Torch;
import org.dragoman.runtime.model.Predictor;
import org.dragoman.spi.Mode;
import org.dragoman.training.backprop.RegimeConfig.RegimeType;
import org.dragoman.training.batch.Examples;
import org.dragoman.training.batch.PredictionBatch;
import org.dragoman.training.objective.PredictionLoss;

/**
 * Backpropagation for a model that reads one text, through the whole of it or by truncated BPTT:
 * then states are carried forward over the whole text, and gradients go back some steps only.
 *
 * @param batches makes the arrays of a batch
 * @param regime how far gradients reach
 */
public record PredictorBackpropagation(
    Torch torch,
    Predictor model,
    Function<Examples, PredictionBatch> batches,
    PredictionLoss loss,
    RegimeConfig regime)
    implements Backpropagation {

  @Override
  public BatchLoss learn(Examples examples, long update) {
    try (GradMode on = GradMode.on()) {
      PredictionBatch batch = batches.apply(examples);
      if (regime.type() == RegimeType.BPTT) {
        return loss(batch, model.predict(batch.inputs(), Mode.TRAINING, model.runner()));
      }
      WindowedEncoder windows =
          new WindowedEncoder(torch, regime.windows(), Draws.seed(examples.manager()));
      BatchLoss learned = loss(batch, model.predict(batch.inputs(), Mode.TRAINING, windows));
      windows.backward();
      return learned;
    }
  }

  private BatchLoss loss(PredictionBatch batch, Predictor.Predictions predictions) {
    double sum = loss.learn(predictions, batch, torch::backward);
    int tokens = Math.toIntExact(batch.wanted().size());
    return new BatchLoss(sum, tokens, 0, predictions.carried());
  }
}
