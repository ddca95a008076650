package org.dragoman.training.backprop;

import org.dragoman.runtime.batch.PaddedBatch;
import org.dragoman.runtime.engine.GradMode;
import org.dragoman.runtime.engine.Torch;
import org.dragoman.runtime.model.EncoderDecoder;
import org.dragoman.runtime.model.TeacherForcedRun;
import org.dragoman.spi.Mode;
import org.dragoman.training.batch.TrainingBatch;
import org.dragoman.training.objective.TokenLoss;
import org.jspecify.annotations.Nullable;

/**
 * Backpropagation through time: forward through the whole of both sequences and backward through
 * all of it.
 *
 * @param loss of target positions
 * @param forcing what the decoder is fed
 */
record Bptt(Torch torch, EncoderDecoder model, TokenLoss loss, TeacherForcingConfig forcing)
    implements Regime {
  @Override
  public BatchLoss learn(TrainingBatch batch, long update) {
    try (GradMode on = GradMode.on()) {
      EncoderDecoder.Source source = model.encode(batch.source(), Mode.TRAINING, batch.begin());
      PaddedBatch target = batch.targetIn();
      TeacherForcedRun run = model.open(source, target, Mode.TRAINING, loss.keep());
      ScheduledSampling own = ownWords(batch, update);
      TeacherForcedRun.Part all = run.run(run.embedded(), target.lengths(), run.start(), own);
      TokenLoss.Wanted wanted =
          new TokenLoss.Wanted(target.unpaddedPositions(), batch.targetOut(), batch.alignment());
      double sum = loss.learn(run, all, wanted, torch::backward);
      return new BatchLoss(sum, own == null ? 0 : own.fed(), source.carried());
    }
  }

  private @Nullable ScheduledSampling ownWords(TrainingBatch batch, long update) {
    double reference = forcing.reference(update);
    return reference == 1
        ? null
        : new ScheduledSampling(
            model,
            forcing,
            batch.targetIn().lengths(),
            reference,
            Draws.seed(batch.targetOut().getManager()));
  }
}
