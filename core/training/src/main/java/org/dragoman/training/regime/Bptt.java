package org.dragoman.training.regime;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.DataType;
import org.dragoman.runtime.engine.GradMode;
import org.dragoman.runtime.engine.Torch;
import org.dragoman.runtime.model.TranslationModel;
import org.dragoman.spi.Mode;
import org.dragoman.training.batch.TrainingBatch;
import org.jspecify.annotations.Nullable;

/**
 * Backpropagation through time: forward through the whole of both sequences and backward through
 * all of it.
 *
 * @param loss of the output layer
 * @param forcing what the decoder is fed
 * @param seed of what is drawn
 */
record Bptt(
    Torch torch, TranslationModel model, CrossEntropy loss, TeacherForcingConfig forcing, long seed)
    implements Regime {
  @Override
  public BatchLoss learn(TrainingBatch batch, long update) {
    try (GradMode on = GradMode.on()) {
      TranslationModel.Source source = model.encode(batch.source(), Mode.TRAINING);
      OwnWords own = ownWords(batch, update);
      TranslationModel.Readouts readouts =
          model.readouts(source, batch.targetIn(), Mode.TRAINING, own);
      int fed = own == null ? 0 : own.fed();
      NDArray logits = model.logits(readouts.real());
      CrossEntropy.Loss value = loss.of(logits, batch.targetOut());
      NDArray added = readouts.loss();
      if (added == null) {
        torch.backward(logits, value.gradient());
        return new BatchLoss(value.sum(), fed);
      }
      // One backward pass for both: the product has the loss's gradient as its own.
      NDArray both = logits.mul(value.gradient()).sum().add(added);
      torch.backward(both, both.onesLike());
      return new BatchLoss(value.sum() + added.toType(DataType.FLOAT64, true).getDouble(), fed);
    }
  }

  private @Nullable OwnWords ownWords(TrainingBatch batch, long update) {
    double reference = forcing.reference(update);
    return reference == 1
        ? null
        : new OwnWords(
            model, forcing, batch.targetIn().lengths(), reference, seed * 1_000_003 + update);
  }
}
