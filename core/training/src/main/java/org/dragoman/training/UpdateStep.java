package org.dragoman.training;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
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
  private final Adam adam;
  private final CrossEntropy loss;
  private final Products products;
  private final double clipNorm;

  UpdateStep(
      Torch torch,
      TranslationModel model,
      Adam adam,
      CrossEntropy loss,
      Products products,
      double clipNorm) {
    this.torch = torch;
    this.model = model;
    this.adam = adam;
    this.loss = loss;
    this.products = products;
    this.clipNorm = clipNorm;
  }

  /**
   * What an update did.
   *
   * @param tokens of the target, end marks counted
   * @param loss sum over the tokens, smoothed
   * @param negativeLogLikelihood sum over the tokens
   * @param gradientNorm of the mean loss a token, before clipping
   * @param applied whether the weights changed: not where loss or gradient was not finite
   */
  record Result(
      int tokens,
      double loss,
      double negativeLogLikelihood,
      double gradientNorm,
      boolean applied) {}

  /** Learns from a batch at a learning rate. */
  Result learn(List<Pair> pairs, double rate) {
    try (NDManager scope = torch.manager().newSubManager()) {
      TrainingBatch batch = TrainingBatch.of(scope, pairs);
      CrossEntropy.Loss value;
      try (GradMode on = GradMode.on()) {
        torch.setProducts(products);
        TranslationModel.Source source = model.encode(batch.source(), Mode.TRAINING);
        NDArray readouts = model.readouts(source, batch.targetIn(), Mode.TRAINING);
        NDArray logits = model.logits(readouts);
        value = loss.of(logits, batch.targetOut());
        torch.backward(logits, value.gradient());
      } finally {
        torch.setProducts(Products.FLOAT32);
      }
      try (GradMode off = GradMode.off()) {
        return apply(batch.targetTokens(), value, rate);
      }
    }
  }

  private Result apply(int tokens, CrossEntropy.Loss value, double rate) {
    double norm = adam.gradientNorm() / tokens;
    boolean finite = Double.isFinite(norm) && Double.isFinite(value.sum());
    if (finite) {
      double clip = clipNorm > 0 && norm > clipNorm ? clipNorm / norm : 1;
      adam.step(rate, clip / tokens);
    }
    adam.zeroGradients();
    return new Result(tokens, value.sum(), value.negativeLogLikelihood(), norm, finite);
  }
}
