package org.dragoman.plugins.context;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.index.NDIndex;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Parameter;
import java.util.List;
import org.dragoman.spi.Ops;

/** Attention that sees its weights of the last step; see {@link LocationAttentionFactory}. */
final class LocationAttention extends FeedbackAttention {
  private final Ops ops;
  private final long width;
  private final Parameter filter;
  private final Parameter location;

  LocationAttention(Ops ops, long memorySize, long querySize, long size, long filters, long width) {
    super(ops, memorySize, AdditiveScore.biased(ops, memorySize, querySize, size));
    this.ops = ops;
    this.width = width;
    filter = Weights.uniform("filter", new Shape(filters, 1, width), width);
    location = Weights.matrix("location", size, filters);
  }

  @Override
  List<Parameter> featureParameters() {
    return List.of(filter, location);
  }

  /**
   * The convolution is a product of the filters with the windows of the weights. The engine's own
   * convolution has a wrong gradient of its input on processors that hide the sizes of their
   * caches.
   */
  @Override
  NDArray features(NDArray past) {
    NDArray filters =
        Weights.view(filter, past.getManager()).reshape(filter.getShape().get(0), width);
    NDArray found = ops.linear(windows(past), filters, null);
    return ops.linear(found, location.getArray(), null);
  }

  /**
   * Returns the {@code width} weights around each position, zeros outside the sentence: {@code [B,
   * S, width]}.
   */
  private NDArray windows(NDArray past) {
    long positions = past.getShape().get(1);
    NDArray edge =
        past.getManager().zeros(new Shape(past.getShape().get(0), width / 2), past.getDataType());
    NDArray padded = NDArrays.concat(new NDList(edge, past, edge), 1);
    NDList shifted = new NDList();
    for (long first = 0; first < width; first++) {
      shifted.add(padded.get(new NDIndex(":, {}:{}", first, first + positions)));
    }
    return NDArrays.stack(shifted, 2);
  }

  @Override
  NDArray remember(NDArray past, NDArray weights) {
    return weights;
  }
}
