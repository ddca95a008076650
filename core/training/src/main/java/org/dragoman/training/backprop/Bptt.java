package org.dragoman.training.backprop;

import org.dragoman.runtime.batch.PaddedBatch;
import org.dragoman.runtime.engine.GradMode;
import org.dragoman.runtime.engine.Torch;
import org.dragoman.runtime.model.EncoderDecoder;
import org.dragoman.runtime.model.TeacherForcedRun;
import org.dragoman.spi.Mode;
import org.dragoman.training.batch.Examples;
import org.dragoman.training.batch.TrainingBatch;
import org.dragoman.training.objective.Objective;
import org.jspecify.annotations.Nullable;

/**
 * Backpropagation through time: forward through the whole of both sequences and backward through
 * all of it.
 *
 * @param objective of the target positions
 * @param forcing what the decoder is fed
 */
record Bptt(Torch torch, EncoderDecoder model, Objective objective, TeacherForcingConfig forcing)
    implements Backpropagation {
  @Override
  public BatchLoss learn(Examples examples, long update) {
    TrainingBatch batch = TrainingBatch.of(examples);
    try (GradMode on = GradMode.on()) {
      EncoderDecoder.Source source = model.encode(batch.source(), Mode.TRAINING, batch.begin());
      PaddedBatch target = batch.targetIn();
      TeacherForcedRun run = model.open(source, target, Mode.TRAINING, objective.keep());
      ScheduledSampling sampling = sampling(batch, update);
      TeacherForcedRun.Part all = run.run(run.embedded(), target.lengths(), run.start(), sampling);
      Objective.Wanted wanted =
          new Objective.Wanted(target.unpaddedPositions(), batch.targetOut(), batch.alignment());
      double sum = objective.learn(run, all, wanted, torch::backward);
      return new BatchLoss(
          sum, batch.targetTokens(), sampling == null ? 0 : sampling.fed(), source.carried());
    }
  }

  private @Nullable ScheduledSampling sampling(TrainingBatch batch, long update) {
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
