package org.dragoman.plugins.cells;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Parameter;
import ai.djl.training.initializer.UniformInitializer;
import java.util.List;

/**
 * The four weights of a gated cell, all gates stacked, under PyTorch's names: {@code weight_ih
 * [G*H, I]}, {@code weight_hh [G*H, H]}, {@code bias_ih [G*H]}, {@code bias_hh [G*H]}. Each begins
 * uniform in plus or minus one over the square root of H.
 */
final class GateWeights {
  private final Parameter inputWeight;
  private final Parameter hiddenWeight;
  private final Parameter inputBias;
  private final Parameter hiddenBias;

  GateWeights(int gates, long inputSize, long hiddenSize) {
    UniformInitializer uniform = new UniformInitializer((float) (1 / Math.sqrt(hiddenSize)));
    long rows = gates * hiddenSize;
    inputWeight =
        parameter("weight_ih", Parameter.Type.WEIGHT, new Shape(rows, inputSize), uniform);
    hiddenWeight =
        parameter("weight_hh", Parameter.Type.WEIGHT, new Shape(rows, hiddenSize), uniform);
    inputBias = parameter("bias_ih", Parameter.Type.BIAS, new Shape(rows), uniform);
    hiddenBias = parameter("bias_hh", Parameter.Type.BIAS, new Shape(rows), uniform);
  }

  private static Parameter parameter(
      String name, Parameter.Type type, Shape shape, UniformInitializer initializer) {
    return Parameter.builder()
        .setName(name)
        .setType(type)
        .optShape(shape)
        .optInitializer(initializer)
        .build();
  }

  List<Parameter> parameters() {
    return List.of(inputWeight, hiddenWeight, inputBias, hiddenBias);
  }

  NDArray inputWeight() {
    return inputWeight.getArray();
  }

  NDArray hiddenWeight() {
    return hiddenWeight.getArray();
  }

  NDArray inputBias() {
    return inputBias.getArray();
  }

  NDArray hiddenBias() {
    return hiddenBias.getArray();
  }

  /** In the order that {@link org.dragoman.spi.Ops#rnn} takes. */
  NDList all() {
    return new NDList(inputWeight(), hiddenWeight(), inputBias(), hiddenBias());
  }
}
