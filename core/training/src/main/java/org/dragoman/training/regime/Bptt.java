package org.dragoman.training.regime;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.DataType;
import org.dragoman.runtime.engine.GradMode;
import org.dragoman.runtime.engine.Torch;
import org.dragoman.runtime.model.TranslationModel;
import org.dragoman.spi.Mode;
import org.dragoman.training.batch.TrainingBatch;

/**
 * Backpropagation through time: forward through the whole of both sequences, the decoder fed the
 * reference, and backward through all of it.
 *
 * @param loss of the output layer
 */
public record Bptt(Torch torch, TranslationModel model, CrossEntropy loss) implements Regime {
  @Override
  public BatchLoss learn(TrainingBatch batch, long update) {
    try (GradMode on = GradMode.on()) {
      TranslationModel.Source source = model.encode(batch.source(), Mode.TRAINING);
      TranslationModel.Readouts readouts = model.readouts(source, batch.targetIn(), Mode.TRAINING);
      NDArray logits = model.logits(readouts.real());
      CrossEntropy.Loss value = loss.of(logits, batch.targetOut());
      NDArray added = readouts.loss();
      if (added == null) {
        torch.backward(logits, value.gradient());
        return new BatchLoss(value.sum(), 0);
      }
      // One backward pass for both: the product has the loss's gradient as its own.
      NDArray both = logits.mul(value.gradient()).sum().add(added);
      torch.backward(both, both.onesLike());
      return new BatchLoss(value.sum() + added.toType(DataType.FLOAT64, true).getDouble(), 0);
    }
  }
}
