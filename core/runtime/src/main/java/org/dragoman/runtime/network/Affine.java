package org.dragoman.runtime.network;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Parameter;
import ai.djl.training.initializer.Initializer;
import ai.djl.training.initializer.UniformInitializer;
import java.util.List;
import org.dragoman.spi.Component;
import org.dragoman.spi.Ops;

/**
 * {@code x W^T + b}; W and b begin uniform in plus or minus one over the root of the input width.
 */
public final class Affine implements Component {
  private final Ops ops;
  private final Parameter weight;
  private final Parameter bias;

  public Affine(Ops ops, long in, long out) {
    this(ops, in, out, uniform(in));
  }

  /** A map whose bias begins otherwise. */
  public Affine(Ops ops, long in, long out, Initializer firstBias) {
    this.ops = ops;
    weight =
        Parameter.builder()
            .setName("weight")
            .setType(Parameter.Type.WEIGHT)
            .optShape(new Shape(out, in))
            .optInitializer(uniform(in))
            .build();
    bias =
        Parameter.builder()
            .setName("bias")
            .setType(Parameter.Type.BIAS)
            .optShape(new Shape(out))
            .optInitializer(firstBias)
            .build();
  }

  private static Initializer uniform(long in) {
    return new UniformInitializer((float) (1 / Math.sqrt(in)));
  }

  /** Returns the float type of the weights. */
  public DataType type() {
    return weight.getArray().getDataType();
  }

  /** {@code [..., in]} to {@code [..., out]}. */
  public NDArray apply(NDArray x) {
    return ops.linear(x, weight.getArray(), bias.getArray());
  }

  @Override
  public List<Parameter> parameters() {
    return List.of(weight, bias);
  }
}
