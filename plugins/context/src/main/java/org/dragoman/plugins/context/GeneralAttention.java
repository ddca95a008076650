package org.dragoman.plugins.context;

import ai.djl.ndarray.NDArray;
import ai.djl.nn.Parameter;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Optional;
import org.dragoman.spi.ContextState;
import org.dragoman.spi.ContextStep;
import org.dragoman.spi.ContextStrategy;
import org.dragoman.spi.ContextStrategyFactory;
import org.dragoman.spi.EncoderOutput;
import org.dragoman.spi.Memory;
import org.dragoman.spi.Ops;

/**
 * Bilinear attention, name {@value #NAME}: {@code score(q, m) = q . (W m)}, softmax over the
 * source, context = weighted sum of the encoder states. Luong et al. 2015, "Effective Approaches to
 * Attention-based Neural Machine Translation" (arXiv:1508.04025). Cheaper than additive attention:
 * the scores of all steps are one batched product.
 */
public final class GeneralAttention implements ContextStrategy {
  /** The registered name. */
  public static final String NAME = "general";

  private final Ops ops;
  private final long memorySize;
  private final Parameter key;

  private GeneralAttention(Ops ops, long memorySize, long querySize) {
    this.ops = ops;
    this.memorySize = memorySize;
    key = Weights.matrix("key", querySize, memorySize);
  }

  /** Configuration of a {@link GeneralAttention}: it has no options. */
  public record Config() {}

  /** Makes {@link GeneralAttention}s. */
  public static final class Factory implements ContextStrategyFactory<Config> {
    private final Ops ops;

    @Inject
    Factory(Ops ops) {
      this.ops = ops;
    }

    @Override
    public Class<Config> configType() {
      return Config.class;
    }

    @Override
    public ContextStrategy create(Config config, long memorySize, long querySize) {
      return new GeneralAttention(ops, memorySize, querySize);
    }
  }

  @Override
  public List<Parameter> parameters() {
    return List.of(key);
  }

  @Override
  public long contextSize() {
    return memorySize;
  }

  @Override
  public Memory prepare(EncoderOutput encoded) {
    NDArray values = encoded.states().transpose(1, 0, 2);
    NDArray keys = ops.linear(values, key.getArray(), null);
    return AttentionMemory.of(ops, encoded, keys, values);
  }

  @Override
  public ContextStep step(Memory memory, ContextState state, NDArray query) {
    AttentionMemory source = (AttentionMemory) memory;
    return source.attend(scores(query.expandDims(1), source)).toStep();
  }

  @Override
  public Optional<NDArray> contexts(Memory memory, NDArray queries) {
    AttentionMemory source = (AttentionMemory) memory;
    NDArray scores = scores(queries.transpose(1, 0, 2), source);
    return Optional.of(source.attend(scores).contexts().transpose(1, 0, 2));
  }

  /** {@code [B, T, Q]} and keys {@code [B, S, Q]} to {@code [B, T, S]}. */
  private static NDArray scores(NDArray queries, AttentionMemory source) {
    return queries.batchMatMul(source.keys().transpose(0, 2, 1));
  }
}
