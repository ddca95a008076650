package org.dragoman.plugins.context;

import ai.djl.ndarray.NDArray;
import ai.djl.nn.Parameter;
import jakarta.inject.Inject;
import java.util.List;
import org.dragoman.spi.ContextStrategy;
import org.dragoman.spi.ContextStrategyFactory;
import org.dragoman.spi.Ops;

/**
 * Bilinear attention, name {@value #NAME}: {@code score(q, m) = q . (W m)}, softmax over the
 * source, context = weighted sum of the encoder states. Luong et al. 2015, "Effective Approaches to
 * Attention-based Neural Machine Translation" (arXiv:1508.04025). Cheaper than additive attention:
 * the scores of all steps are one batched product.
 */
public final class GeneralAttention extends Attention {
  /** The registered name. */
  public static final String NAME = "general";

  private GeneralAttention(Ops ops, long memorySize, long querySize) {
    super(ops, memorySize, querySize);
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
    return List.of(key());
  }

  @Override
  NDArray scores(NDArray queries, AttentionMemory memory) {
    return queries.batchMatMul(memory.keys().transpose(0, 2, 1));
  }
}
