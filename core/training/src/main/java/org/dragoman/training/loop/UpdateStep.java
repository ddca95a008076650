package org.dragoman.training.loop;

import ai.djl.engine.EngineException;
import ai.djl.ndarray.NDManager;
import java.util.List;
import org.dragoman.runtime.DragomanException;
import org.dragoman.runtime.engine.GradMode;
import org.dragoman.runtime.engine.MatmulPrecision;
import org.dragoman.runtime.engine.Torch;
import org.dragoman.training.backprop.Backpropagation;
import org.dragoman.training.batch.CarriedState;
import org.dragoman.training.batch.Examples;
import org.dragoman.training.batch.Pair;
import org.dragoman.training.batch.PairBatch;
import org.dragoman.training.objective.LossConfig.MeanOf;
import org.dragoman.training.optimizer.ClippedStep;

/**
 * One update: loss and gradients of a batch by backpropagation, clipping, a step of the optimizer.
 * Everything made on the way is freed at the end.
 */
final class UpdateStep {
  private final Torch torch;
  private final Backpropagation backpropagation;
  private final MeanOf mean;
  private final MatmulPrecision products;
  private final ClippedStep step;
  private final CarriedState carried;

  UpdateStep(
      Torch torch,
      Backpropagation backpropagation,
      MeanOf mean,
      MatmulPrecision products,
      ClippedStep step,
      CarriedState carried) {
    this.torch = torch;
    this.backpropagation = backpropagation;
    this.mean = mean;
    this.products = products;
    this.step = step;
    this.carried = carried;
  }

  /**
   * What an update did.
   *
   * @param tokens of the target, end marks counted
   * @param loss sum over the tokens, smoothed, in nats, with what the context strategy adds
   * @param modelFed how many of the decoder's inputs were the model's own words
   * @param gradientNorm of the mean loss, before clipping
   * @param applied whether the weights changed: not where loss or gradient was not finite
   */
  record Result(int tokens, double loss, int modelFed, double gradientNorm, boolean applied) {}

  /**
   * Learns from batches as if they were one.
   *
   * @param update its number, from 1
   * @param rate the learning rate
   * @throws DragomanException of kind RUNTIME where there is too little memory for one of them
   */
  Result learn(List<PairBatch> batches, long update, double rate) {
    double sum = 0;
    int fed = 0;
    int tokens = 0;
    int sentences = 0;
    for (PairBatch batch : batches) {
      Backpropagation.BatchLoss loss = gradients(batch, update, true);
      sum += loss.sum();
      fed += loss.modelFed();
      tokens += loss.tokens();
      sentences += batch.pairs().size();
    }
    try (GradMode off = GradMode.off()) {
      int count = mean == MeanOf.SENTENCE ? sentences : tokens;
      ClippedStep.Outcome outcome = step.take(count, sum, rate);
      return new Result(tokens, sum, fed, outcome.gradientNorm(), outcome.applied());
    }
  }

  /** Does all that an update does but change the weights. */
  void rehearse(List<Pair> pairs) {
    gradients(PairBatch.of(pairs), 1, false);
    step.discard();
  }

  /**
   * Adds to the gradients.
   *
   * @param carries whether the next batch goes on from this one
   */
  private Backpropagation.BatchLoss gradients(PairBatch batch, long update, boolean carries) {
    try (NDManager scope = torch.manager().newSubManager()) {
      torch.setProducts(products);
      Backpropagation.BatchLoss loss =
          backpropagation.learn(
              new Examples(scope, batch.pairs(), carried.begin(scope, batch)), update);
      if (carries) {
        carried.end(Double.isFinite(loss.sum()) ? loss.carried() : null);
      }
      return loss;
    } catch (EngineException e) {
      throw Torch.isOutOfMemory(e) ? outOfMemory(batch.pairs(), e) : e;
    } finally {
      torch.setProducts(MatmulPrecision.FLOAT32);
    }
  }

  private static DragomanException outOfMemory(List<Pair> pairs, EngineException e) {
    int source = pairs.stream().mapToInt(pair -> pair.source().length).max().orElse(0);
    int target = pairs.stream().mapToInt(pair -> pair.target().length + 1).max().orElse(0);
    return DragomanException.runtime(
        "There is too little memory to learn from a batch of %d sentence pairs, with padding of %d source and %d target positions each. Set training.batch.size lower (and training.accumulate higher, for updates of as many sentences), or training.max-length, now %d pieces at most here, or training.regime to truncated-bptt."
            .formatted(pairs.size(), source, target, Math.max(source, target) - 1),
        e);
  }
}
