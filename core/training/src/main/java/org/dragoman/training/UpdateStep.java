package org.dragoman.training;

import ai.djl.ndarray.NDManager;
import java.util.List;
import org.dragoman.runtime.engine.GradMode;
import org.dragoman.runtime.engine.Products;
import org.dragoman.runtime.engine.Torch;
import org.dragoman.training.batch.Pair;
import org.dragoman.training.batch.TrainingBatch;
import org.dragoman.training.optimizer.ClippedStep;
import org.dragoman.training.regime.LossConfig.MeanOf;
import org.dragoman.training.regime.Regime;

/**
 * One update: loss and gradients of a batch by the regime, clipping, a step of the optimizer.
 * Everything made on the way is freed at the end.
 */
final class UpdateStep {
  private final Torch torch;
  private final Regime regime;
  private final MeanOf mean;
  private final Products products;
  private final ClippedStep step;

  UpdateStep(Torch torch, Regime regime, MeanOf mean, Products products, ClippedStep step) {
    this.torch = torch;
    this.regime = regime;
    this.mean = mean;
    this.products = products;
    this.step = step;
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
   * Learns from a batch.
   *
   * @param update its number, from 1
   * @param rate the learning rate
   */
  Result learn(List<Pair> pairs, long update, double rate) {
    try (NDManager scope = torch.manager().newSubManager()) {
      Regime.BatchLoss loss = gradients(scope, pairs, update);
      int tokens = pairs.stream().mapToInt(pair -> pair.target().length + 1).sum();
      try (GradMode off = GradMode.off()) {
        int count = mean == MeanOf.SENTENCE ? pairs.size() : tokens;
        ClippedStep.Outcome outcome = step.take(count, loss.sum(), rate);
        return new Result(
            tokens, loss.sum(), loss.modelFed(), outcome.gradientNorm(), outcome.applied());
      }
    }
  }

  /** Does all that an update does but change the weights. */
  void rehearse(List<Pair> pairs) {
    try (NDManager scope = torch.manager().newSubManager()) {
      gradients(scope, pairs, 1);
      step.discard();
    }
  }

  private Regime.BatchLoss gradients(NDManager scope, List<Pair> pairs, long update) {
    try {
      torch.setProducts(products);
      return regime.learn(TrainingBatch.of(scope, pairs), update);
    } finally {
      torch.setProducts(Products.FLOAT32);
    }
  }
}
