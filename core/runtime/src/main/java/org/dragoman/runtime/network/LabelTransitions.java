package org.dragoman.runtime.network;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Parameter;
import ai.djl.training.initializer.UniformInitializer;

/** The trained scores of a {@link LinearChain}: of first labels, of neighbours, of last labels. */
public final class LabelTransitions {
  private static final float FIRST_VALUES = 0.1f;

  private final Parameter start;
  private final Parameter between;
  private final Parameter end;

  /**
   * Creates scores that are not yet filled.
   *
   * @param labels how many there are, L
   */
  public LabelTransitions(int labels) {
    start = parameter("start", new Shape(labels));
    between = parameter("transitions", new Shape(labels, labels));
    end = parameter("end", new Shape(labels));
  }

  private static Parameter parameter(String name, Shape shape) {
    return Parameter.builder()
        .setName(name)
        .setType(Parameter.Type.WEIGHT)
        .optShape(shape)
        .optInitializer(new UniformInitializer(FIRST_VALUES))
        .build();
  }

  /** Adds the weights, whose names begin with a name. */
  public void collect(String name, NamedParameters parameters) {
    parameters.add(name + ".start", start);
    parameters.add(name + ".transitions", between);
    parameters.add(name + ".end", end);
  }

  /** Returns {@code [L]}, the scores of first labels. */
  public NDArray start() {
    return start.getArray();
  }

  /** Returns {@code [L, L]}, the scores of a label (column) after another (row). */
  public NDArray between() {
    return between.getArray();
  }

  /** Returns {@code [L]}, the scores of last labels. */
  public NDArray end() {
    return end.getArray();
  }

  /** Returns the field with the scores as they are now. */
  public LinearChain chain() {
    int labels = Math.toIntExact(start().size());
    return new LinearChain(doubles(start()), rows(doubles(between()), labels), doubles(end()));
  }

  private static double[] doubles(NDArray array) {
    try (NDArray copy = array.toType(DataType.FLOAT64, true)) {
      return copy.toDoubleArray();
    }
  }

  private static double[][] rows(double[] values, int width) {
    double[][] rows = new double[width][width];
    for (int i = 0; i < width; i++) {
      System.arraycopy(values, i * width, rows[i], 0, width);
    }
    return rows;
  }
}
