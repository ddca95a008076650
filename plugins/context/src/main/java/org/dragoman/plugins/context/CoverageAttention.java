package org.dragoman.plugins.context;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Parameter;
import java.util.List;
import org.dragoman.spi.Ops;
import org.jspecify.annotations.Nullable;

/** Attention that sees the sum of its weights so far; see {@link CoverageAttentionFactory}. */
final class CoverageAttention extends FeedbackAttention {
  private final Ops ops;
  private final double lossWeight;
  private final Parameter coverage;

  CoverageAttention(Ops ops, long memorySize, long querySize, long size, double lossWeight) {
    super(ops, memorySize, AdditiveScore.biased(ops, memorySize, querySize, size));
    this.ops = ops;
    this.lossWeight = lossWeight;
    coverage = Weights.uniform("coverage", new Shape(size), 1);
  }

  @Override
  List<Parameter> featureParameters() {
    return List.of(coverage);
  }

  @Override
  NDArray features(NDArray past) {
    return past.expandDims(2).mul(coverage.getArray());
  }

  @Override
  NDArray remember(NDArray past, NDArray weights) {
    return past.add(weights);
  }

  @Override
  @Nullable NDArray loss(NDArray past, NDArray weights) {
    return lossWeight == 0 ? null : ops.scale(weights.minimum(past).sum(new int[] {1}), lossWeight);
  }
}
