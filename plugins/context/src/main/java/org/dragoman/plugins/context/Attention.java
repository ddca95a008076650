package org.dragoman.plugins.context;

import ai.djl.ndarray.NDArray;
import ai.djl.nn.Parameter;
import java.util.Optional;
import org.dragoman.spi.ContextSequence;
import org.dragoman.spi.ContextState;
import org.dragoman.spi.ContextStep;
import org.dragoman.spi.ContextStrategy;
import org.dragoman.spi.EncoderOutput;
import org.dragoman.spi.Memory;
import org.dragoman.spi.Ops;

/**
 * Attention without a state: a softmax over scores of all source positions, and as context the sum
 * of the encoder states weighted by it. The keys are a linear map of the encoder states.
 */
abstract class Attention implements ContextStrategy {
  private final Ops ops;
  private final long memorySize;
  private final Parameter key;

  /**
   * Attention over encoder states.
   *
   * @param memorySize the width of an encoder state, M
   * @param keySize the width of a key, K
   */
  Attention(Ops ops, long memorySize, long keySize) {
    this.ops = ops;
    this.memorySize = memorySize;
    key = Weights.matrix("key", keySize, memorySize);
  }

  /**
   * How well each source position fits each query.
   *
   * @param queries {@code [B, T, Q]}
   * @param memory with keys {@code [B, S, K]}
   * @return {@code [B, T, S]}
   */
  abstract NDArray scores(NDArray queries, AttentionMemory memory);

  /** The weights {@code [K, M]} that make keys of encoder states. */
  final Parameter key() {
    return key;
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
    NDArray values = encoded.states().transpose(1, 0, 2);
    NDArray keys = ops.linear(values, key.getArray(), null);
    return new AttentionMemory(ops, keys, values, encoded.mask().transpose().expandDims(1));
  }

  @Override
  public final ContextStep step(Memory memory, ContextState state, NDArray query) {
    AttentionMemory source = (AttentionMemory) memory;
    NDArray weights = weights(query.expandDims(1), source);
    return new ContextStep(
        source.contexts(weights).squeeze(1), weights.squeeze(1), ContextState.NONE);
  }

  @Override
  public final Optional<ContextSequence> contexts(Memory memory, NDArray queries) {
    AttentionMemory source = (AttentionMemory) memory;
    NDArray weights = weights(queries.transpose(1, 0, 2), source);
    return Optional.of(
        new ContextSequence(
            source.contexts(weights).transpose(1, 0, 2), weights.transpose(1, 0, 2)));
  }

  /** {@code [B, T, Q]} to {@code [B, T, S]}. */
  private NDArray weights(NDArray queries, AttentionMemory source) {
    return scores(queries, source).add(source.mask()).softmax(-1);
  }
}
