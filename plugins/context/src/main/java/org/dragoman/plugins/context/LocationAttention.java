package org.dragoman.plugins.context;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Parameter;
import ai.djl.nn.convolutional.Conv1d;
import java.util.List;
import org.dragoman.spi.Ops;

/** Attention that sees where it looked in the last step; see {@link LocationAttentionFactory}. */
final class LocationAttention extends FeedbackAttention {
  private static final Shape ONE = new Shape(1);

  private final Ops ops;
  private final Shape padding;
  private final Parameter filter;
  private final Parameter location;

  LocationAttention(Ops ops, long memorySize, long querySize, long size, long filters, long width) {
    super(ops, memorySize, AdditiveScore.biased(ops, memorySize, querySize, size));
    this.ops = ops;
    padding = new Shape(width / 2);
    filter = Weights.uniform("filter", new Shape(filters, 1, width), width);
    location = Weights.matrix("location", size, filters);
  }

  @Override
  List<Parameter> featureParameters() {
    return List.of(filter, location);
  }

  @Override
  NDArray features(NDArray past) {
    NDArray found =
        Conv1d.conv1d(past.expandDims(1), filter.getArray(), null, ONE, padding).singletonOrThrow();
    return ops.linear(found.transpose(0, 2, 1), location.getArray(), null);
  }

  @Override
  NDArray remember(NDArray past, NDArray weights) {
    return weights;
  }
}
