package org.dragoman.training;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import java.util.List;
import org.dragoman.runtime.engine.GradMode;
import org.dragoman.runtime.engine.Products;
import org.dragoman.runtime.engine.Torch;
import org.dragoman.runtime.model.TranslationModel;
import org.dragoman.spi.Mode;
import org.dragoman.training.ParallelCorpus.Pair;

/**
 * One update: forward over a batch, backward through the whole of both sequences, clipping, a step
 * of the optimizer. Everything made on the way is freed at the end.
 */
final class UpdateStep {
  private final Torch torch;
  private final TranslationModel model;
  private final CrossEntropy loss;
  private final Products products;
  private final ClippedStep step;

  UpdateStep(
      Torch torch, TranslationModel model, CrossEntropy loss, Products products, ClippedStep step) {
    this.torch = torch;
    this.model = model;
    this.loss = loss;
    this.products = products;
    this.step = step;
  }

  /**
   * What an update did.
   *
   * @param tokens of the target, end marks counted
   * @param loss sum over the tokens, smoothed, in nats, with what the context strategy adds
   * @param gradientNorm of the mean loss a token, before clipping
   * @param applied whether the weights changed: not where loss or gradient was not finite
   */
  record Result(int tokens, double loss, double gradientNorm, boolean applied) {}

  /** Learns from a batch at a learning rate. */
  Result learn(List<Pair> pairs, double rate) {
    try (NDManager scope = torch.manager().newSubManager()) {
      TrainingBatch batch = TrainingBatch.of(scope, pairs);
      double value = gradients(batch);
      try (GradMode off = GradMode.off()) {
        int tokens = batch.targetTokens();
        ClippedStep.Outcome outcome = step.take(tokens, value, rate);
        return new Result(tokens, value, outcome.gradientNorm(), outcome.applied());
      }
    }
  }

  /** Does all that an update does but change the weights. */
  void rehearse(List<Pair> pairs) {
    try (NDManager scope = torch.manager().newSubManager()) {
      gradients(TrainingBatch.of(scope, pairs));
      step.discard();
    }
  }

  /** Adds to the gradients, and returns the loss summed over the tokens. */
  private double gradients(TrainingBatch batch) {
    try (GradMode on = GradMode.on()) {
      torch.setProducts(products);
      TranslationModel.Source source = model.encode(batch.source(), Mode.TRAINING);
      TranslationModel.Readouts readouts = model.readouts(source, batch.targetIn(), Mode.TRAINING);
      NDArray logits = model.logits(readouts.real());
      CrossEntropy.Loss value = loss.of(logits, batch.targetOut());
      NDArray added = readouts.loss();
      if (added == null) {
        torch.backward(logits, value.gradient());
        return value.sum();
      }
      // One backward pass for both: the product has the loss's gradient as its own.
      NDArray both = logits.mul(value.gradient()).sum().add(added);
      torch.backward(both, both.onesLike());
      return value.sum() + added.toType(DataType.FLOAT64, true).getDouble();
    } finally {
      torch.setProducts(Products.FLOAT32);
    }
  }
}
