package org.dragoman.plugins.context;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.nn.Parameter;
import java.util.List;
import java.util.stream.Stream;
import org.dragoman.spi.ContextState;
import org.dragoman.spi.ContextStep;
import org.dragoman.spi.ContextStrategy;
import org.dragoman.spi.EncoderOutput;
import org.dragoman.spi.Memory;
import org.dragoman.spi.Ops;
import org.jspecify.annotations.Nullable;

/**
 * Additive attention that sees its own past weights: it adds features of them within the hidden
 * layer. {@code score = v . tanh(W_q q + W_k m_s + features_s + b)}.
 */
abstract class FeedbackAttention implements ContextStrategy {
  private final Ops ops;
  private final long memorySize;
  private final AdditiveScore score;

  FeedbackAttention(Ops ops, long memorySize, AdditiveScore score) {
    this.ops = ops;
    this.memorySize = memorySize;
    this.score = score;
  }

  /** Returns the parameters that compute the features. */
  abstract List<Parameter> featureParameters();

  /**
   * Computes the features of each position.
   *
   * @param past {@code [B, S]}, zeros at first
   * @return {@code [B, S, A]}, added to the hidden layer
   */
  abstract NDArray features(NDArray past);

  /**
   * Returns what the next step sees as past.
   *
   * @param past {@code [B, S]}, of this step
   * @param weights {@code [B, S]}, of this step
   * @return {@code [B, S]}
   */
  abstract NDArray remember(NDArray past, NDArray weights);

  /**
   * Returns the loss of a step, {@code [B]}, from past and weights, {@code [B, S]} each; null for
   * none.
   */
  @Nullable NDArray loss(NDArray past, NDArray weights) {
    return null;
  }

  @Override
  public final List<Parameter> parameters() {
    return Stream.concat(score.parameters().stream(), featureParameters().stream()).toList();
  }

  @Override
  public final long contextSize() {
    return memorySize;
  }

  @Override
  public final boolean hasWeights() {
    return true;
  }

  @Override
  public final Memory prepare(EncoderOutput encoded) {
    return AttentionMemory.of(ops, encoded, score::keys);
  }

  @Override
  public final ContextState start(Memory memory) {
    return new Past(ops, source(memory).mask().zerosLike().squeeze(1));
  }

  @Override
  public final ContextStep step(Memory memory, ContextState state, NDArray query) {
    AttentionMemory<AdditiveScore.Hidden> source = source(memory);
    NDArray past = ((Past) state).weights();
    NDArray scores = source.keys().scores(query.expandDims(1), features(past).expandDims(1));
    Attended one = source.attended(source.weights(scores, Normalizer::softmax));
    NDArray weights = one.weights().squeeze(1);
    ContextState next = new Past(ops, remember(past, weights));
    return new ContextStep(one.contexts().squeeze(1), weights, next, loss(past, weights));
  }

  /** Casts a memory of this strategy, which always has this type. */
  @SuppressWarnings("unchecked")
  private static AttentionMemory<AdditiveScore.Hidden> source(Memory memory) {
    return (AttentionMemory<AdditiveScore.Hidden>) memory;
  }

  /** {@code [B, S]}. */
  private record Past(Ops ops, NDArray weights) implements ContextState {
    @Override
    public ContextState select(NDArray rows) {
      return new Past(ops, ops.rows(weights, rows));
    }

    @Override
    public ContextState attach(NDManager manager) {
      weights.attach(manager);
      return this;
    }
  }
}
